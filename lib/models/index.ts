export { paceStudio } from './adapters/studio';
export { isAbort } from './answer-aborted';
export { checkModels, type ModelCheck } from './check-models';
export { chooseModel, type ModelChoice } from './choose-model';
export { listModels } from './list-models';
export {
  type Converters,
  type PlanFile,
  type PlanGiven,
  planInput,
  type WantedOutput,
} from './plan-input';
export type {
  AnswerPart,
  AnswerRequest,
  FinishReason,
  ModelUsage,
  PromptMessage,
  PromptPart,
  ToolSpec,
} from './ports';
export { streamAnswer } from './stream-answer';
export type { TimeLimits } from './time-limits';
export { findTranscriptionModel, type TranscriptionOutcome, transcribe } from './transcribe';
