export { decide, makeBackground, readAsset, startSpeech } from './api';
export { awaitJob } from './await-job';
export { sendPicture } from './send-picture';
export { useChangePlace } from './use-change-place';
export { useConversationPictures } from './use-conversation-pictures';
export { useFilms } from './use-films';
export { usePlaceJobs } from './use-place-jobs';
