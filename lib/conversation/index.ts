export { appendTurn, findTurn, type Turn } from './append-turn';
export {
  attachmentNotFound,
  conversationNotFound,
  messageNotFound,
  notAFilm,
  notAPicture,
  runNotFound,
} from './errors';
export {
  type AssetEventType,
  appendAssetEvents,
  areOnlyShownIn,
  lockConversationsShowing,
} from './store/asset-events';
export { addFilm, type ConversationChange, changeConversation } from './store/change-conversation';
export {
  findConversation,
  insertConversation,
  listConversations,
  removeConversation,
  selectLeaf,
} from './store/conversations';
export { removeMessage } from './store/delete-message';
export { readEvents } from './store/events';
export { appendJobEvent, attachMade, isMessageHere, type JobEventType } from './store/job-events';
export { lockConversation } from './store/lock-conversation';
export { readBranch, readMessagePage, readMessages } from './store/messages';
export { writeRetry } from './store/retry';
export type { BranchMessage, StoredMessage } from './store/rows';
export {
  attachToAnswer,
  closeRun,
  findRun,
  listOpenRuns,
  listOpenRunsOfEveryone,
  markRunStarted,
  type OpenRun,
  type RunEnd,
  touchRuns,
} from './store/runs';
export type { NewTurn } from './store/send';
export { type BranchSummary, findSummary, keepSummary } from './store/summaries';
export { listUncovered } from './store/uncovered';
