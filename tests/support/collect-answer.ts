import { type AnswerPart, type PromptMessage, streamAnswer, type TimeLimits } from '@/lib/models';
import type { ToolSpec } from '@/lib/models/ports';

type CallPart = Extract<AnswerPart, { type: 'tool-call' }>;
type SourcesPart = Extract<AnswerPart, { type: 'sources' }>;
type FilePart = Extract<AnswerPart, { type: 'file' }>;
type FinishPart = Extract<AnswerPart, { type: 'finish' }>;

export type Collected = {
  text: string;
  reasoning: string;
  files: FilePart[];
  statuses: string[];
  calls: CallPart[];
  sources: SourcesPart['sources'];
  finish: FinishPart | null;
  /** What the answer ended with, if not with `finish`. */
  error: unknown;
};

export type Ask = {
  messages?: PromptMessage[];
  tools?: ToolSpec[];
  signal?: AbortSignal;
  timeouts?: Partial<TimeLimits>;
  onPart?(part: AnswerPart, so: Collected): void;
};

/** Reads an answer to its end, good or bad. */
export async function collectAnswer(model: string, prompt: string, ask: Ask = {}): Promise<Collected> {
  const nothing = { text: '', reasoning: '', files: [], statuses: [], calls: [], sources: [] };
  const so: Collected = { ...nothing, finish: null, error: null };
  const messages = ask.messages ?? [{ role: 'user', parts: [{ type: 'text', text: prompt }] }];
  const signal = ask.signal ?? new AbortController().signal;
  try {
    for await (const part of streamAnswer(
      { model, messages, tools: ask.tools, signal },
      { timeouts: ask.timeouts },
    )) {
      if (part.type === 'text-delta') so.text += part.text;
      else if (part.type === 'reasoning-delta') so.reasoning += part.text;
      else if (part.type === 'file') so.files.push(part);
      else if (part.type === 'status') so.statuses.push(part.label);
      else if (part.type === 'tool-call') so.calls.push(part);
      else if (part.type === 'sources') so.sources.push(...part.sources);
      else if (part.type === 'finish') so.finish = part;
      ask.onPart?.(part, so);
    }
  } catch (error) {
    so.error = error;
  }
  return so;
}
