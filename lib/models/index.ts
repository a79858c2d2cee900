export { paceStudio } from './adapters/studio';
export { isAbort } from './answer-aborted';
export {
  type CatalogueConfig,
  catalogueConfig,
  fillTemplate,
} from './catalogue/catalogue-config';
export type { ToolConfig } from './catalogue/config-schema';
export type { Use } from './catalogue/uses';
export { checkModels, type ModelCheck } from './check-models';
export { chooseModel, findModel, type ModelChoice } from './choose-model';
export { type Cost, costOf } from './cost-of';
export { describeImage } from './describe-image';
export { type EngineHealth, engineHealth, ownEngines } from './engine-health';
export { listModels } from './list-models';
export type { Fallback, Made } from './make-for-use';
export { type ImageOrder, makeImages } from './make-images';
export { pollVideo, startVideo, type VideoOrder } from './make-video';
export { chooseMaker, listMakers, type Maker, type MakerChoice } from './makers';
export {
  CHARACTERS_PER_TOKEN,
  MAX_MOMENTS,
  mustShrink,
  PICTURE_TOKENS,
  type Room,
  roomFor,
  roomIn,
  take,
  tokensWhole,
  usedBy,
  windowOf,
} from './plan/room';
export {
  type Converters,
  type PlanFile,
  planInput,
  type WantedOutput,
} from './plan-input';
export type {
  AnswerPart,
  AnswerRequest,
  CatalogueModel,
  FinishReason,
  MadeImage,
  ModelUsage,
  PromptMessage,
  PromptPart,
  SearchResult,
  ToolSpec,
  VideoState,
} from './ports';
export { estimateAnswer, quote, quoteMaker } from './quote';
export { searchWeb } from './search-web';
export { speakText } from './speak-text';
export { type FallbackPart, streamAnswer } from './stream-answer';
export { summarise } from './summarise';
export type { TimeLimits } from './time-limits';
export { trailOf } from './trail';
export { findTranscriptionModel, type TranscriptionOutcome, transcribe } from './transcribe';
