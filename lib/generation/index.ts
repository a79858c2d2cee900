export { assetIdOf, assetIdsOf } from './jobs/asset-id';
export {
  alreadyDecided,
  consentExpired,
  jobNotFound,
  madeElsewhere,
  nothingToCancel,
  notToRetry,
  placeGone,
} from './jobs/errors';
export { identityOf } from './jobs/identity';
export { isOpenJob } from './jobs/open-statuses';
export { type JobResult, resultOf, toJob } from './jobs/to-job';
export { LiveRun } from './live-run';
export { readSaidText } from './read-log';
export {
  getLiveRun,
  isCertainlyDead,
  listLiveRunIds,
  processName,
  registerRun,
  releaseRun,
} from './registry';
export {
  listExpiredConsents,
  listLeftJobs,
  listUnfinishedJobs,
  listWaitingJobs,
  notePlace,
} from './store/all-jobs';
export type { JobRow } from './store/change-job-row';
export { type Claim, claimJob, type ToolLimits } from './store/claim-job';
export { approveConsent, denyConsent, expireConsent, withdrawConsent } from './store/consent';
export { cancelOpen, failOpen, type JobFailure, removeEndedJobs } from './store/end-job';
export {
  completeJob,
  type Held,
  isHeld,
  type JobEnd,
  noteProgress,
  saveOperation,
} from './store/hold-job';
export { findInFlight, findRetryOf, insertJob, type NewJob, sumUnasked } from './store/insert-job';
export { findJob, listJobs, listJobsOfMessages, listJobsOfPlace, listOpenCovers } from './store/read-jobs';
export { type RunReader, streamRun } from './stream-run';
