import { keepAwake } from './keep-awake';
import { openMicrophone } from './open-microphone';
import { Recorder } from './recorder';
import { holdRecording } from './recording-lock';
import { markRecording } from './recording-mark';
import { recordingStore } from './recording-store';

export {
  type KeptRecording,
  listKeptRecordings,
  readKeptRecording,
  removeKeptRecording,
  restoreRecording,
} from './kept-recordings';
export { LEVEL_MS } from './levels';
export type { Recorder, Recording } from './recorder';
export { COUNTDOWN_MS, MAX_RECORDING_MS, type RecorderState } from './recorder-state';

/** A recorder with this browser's microphone; `start` asks for it. */
export function createRecorder(about: { personId: string; conversationId: string }): Recorder {
  markRecording();
  return new Recorder(
    {
      openMicrophone,
      store: recordingStore,
      keepAwake,
      hold: holdRecording,
      nowMs: () => performance.now(),
    },
    about,
  );
}
