export type { Actions } from './actions';
export { request } from './api';
export type { RealtimeConfig } from './connect-realtime';
export {
  useActions,
  useConnection,
  useConversation,
  useConversationIds,
  useConversationList,
  useDraft,
  useLiveAnswer,
  useMessage,
  useModels,
  usePerson,
  useThread,
  useToolMode,
  useUploads,
  useVersions,
} from './hooks';
export { latestJobs } from './latest-jobs';
export { keyOfAsset, localUrlOf } from './local-copies';
export { StrandProvider } from './provider';
export type { ClientMessage, Connection, LiveAnswer, ToolMode } from './state';
export type { ConversationStart } from './store';
export { toToolCall } from './tool-mode';
export { dropKeptUploads, type LocalUpload, RESUMABLE_FROM_BYTES } from './uploads';
