export { decide, makeBackground, readAsset, startSpeech } from './api';
export { awaitJob } from './await-job';
export { useChangePlace } from './use-change-place';
export { usePlaceJobs } from './use-place-jobs';
