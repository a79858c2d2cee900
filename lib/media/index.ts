export {
  deleteAsset,
  deleteUnusedAssets,
  getAsset,
  listAssets,
  requireAsset,
  sweepAbandoned,
} from './assets';
export { checkBucketRules } from './check-bucket-rules';
export { checkMediaTools } from './check-tools';
export { mediaResponsesOff } from './errors';
export { type EndingAsset, expireWithin, listEnding } from './expire-assets';
export { findMissing, type MissingBytes, repairWithin } from './find-missing';
export { UPLOAD_AGE_MS } from './limits';
export { prepareAgain } from './prepare-again';
export { failAbandoned, type PreparePort, prepareAsset } from './prepare-asset';
export { usePreparers } from './preparers';
export type { Alongside } from './quarantine';
export { getStorageUsage } from './quota';
export { readForModel } from './read-for-model';
export { readFramesForModel } from './read-frames-for-model';
export { readSound } from './read-sound';
export { readTextForModel } from './read-text-for-model';
export { readWholeForModel } from './read-whole-for-model';
export { type ReceiveMedia, receiveMedia } from './receive-media';
export { useScanner } from './scanner';
export { serveAsset } from './serve-asset';
export { type StorageSetup, setUpStorage } from './set-up-storage';
export { checkStorage, type StorageHealth, useStorage } from './storage';
export { keepDescription } from './store/descriptions';
export { listProcessing } from './store/preparing';
export { endTranscription, listUntranscribed, markTranscriptWanted } from './store/transcripts';
export { findOldUploads as listOldUploads } from './store/uploads';
export { type SweepResult, sweepOrphans } from './sweep-orphans';
export type { MediaBody, MediaFile } from './upload';
export { type AnswerUpload, answerUpload, requireUploadProgress } from './uploads/answer-upload';
export { beginDirectUpload, finishDirectUpload } from './uploads/direct-upload';
export { dropOldUploads } from './uploads/drop-old-uploads';
