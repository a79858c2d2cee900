export { assetIdOf, assetIdsOf } from './jobs/asset-id';
export {
  alreadyDecided,
  consentExpired,
  jobNotFound,
  nothingToCancel,
  notToRetry,
  placeGone,
} from './jobs/errors';
export { identityOf } from './jobs/identity';
export { isOpenJob, type JobResult, resultOf, toJob } from './jobs/to-job';
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
} from './store/all-jobs';
export {
  approveConsent,
  type Claim,
  cancelOpen,
  claimJob,
  completeJob,
  denyConsent,
  expireConsent,
  failOpen,
  findInFlight,
  findJob,
  findRetryOf,
  type Held,
  insertJob,
  isHeld,
  type JobEnd,
  type JobFailure,
  type JobRow,
  listJobs,
  listJobsOfMessages,
  listJobsOfPlace,
  type NewJob,
  notePlace,
  noteProgress,
  removeEndedJobs,
  saveOperation,
  type ToolLimits,
} from './store/jobs';
export { type RunReader, streamRun } from './stream-run';
