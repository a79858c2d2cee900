export { type Decision, knownTools, readPlan, readTools } from './api';
export { useAsset } from './use-asset';
export { useDecideJob } from './use-decide-job';
export { useJobNews } from './use-job-news';
export { useLineage } from './use-lineage';
export { useNewestPicture } from './use-newest-picture';
export type { JobNews } from './watch-jobs';
