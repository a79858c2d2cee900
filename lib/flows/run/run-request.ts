import type { Model, Run, ToolCall } from '@/lib/contracts';
import type { BranchMessage } from '@/lib/conversation';
import type { PersonOfPrompt } from '../prompt/instructions';

/** Messages of the branch that are considered for the model. */
export const CONTEXT_MESSAGES = 100;

/** An answer that is to be made. */
export type RunRequest = {
  ownerId: string;
  run: Run;
  model: Model;
  /** Where the message came from: web, api … */
  channel: string;
  /** Run instead of asking the model. */
  toolCall: ToolCall | null;
  /** Whom the model talks with. */
  readPerson(): Promise<PersonOfPrompt | null>;
  /** The branch up to and with the message to answer, oldest first. */
  readHistory(): Promise<BranchMessage[]>;
};
