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
export { type RunReader, streamRun } from './stream-run';
