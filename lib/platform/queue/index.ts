export { closeSender, enqueue, findLiveKeys, openQueue } from './enqueue';
export type { JobContext, JobHandler, JobKind } from './job-kind';
export { type QueueState, readQueueState } from './read-state';
export { type Queue, startQueue } from './start-queue';
