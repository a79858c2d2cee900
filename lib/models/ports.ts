import type { Transcript } from '@/lib/contracts';
import type { CatalogueModel } from './catalogue';

export type { CatalogueModel } from './catalogue';

/** One message for a model. Pictures are given as bytes: no provider is ever handed a URL of ours. */
export type PromptMessage = {
  role: 'system' | 'user' | 'assistant';
  parts: PromptPart[];
};

export type PromptPart =
  | { type: 'text'; text: string }
  | { type: 'image'; mediaType: string; bytes: Uint8Array };

export type AnswerRequest = {
  /** Catalogue id, e.g. `google/gemini-2.5-flash`. */
  model: string;
  /** Oldest first; the last one is answered. */
  messages: PromptMessage[];
  /** Stops the answer. */
  signal: AbortSignal;
};

/** What an answer is made of, in the order it came. `finish` is last, and only when the answer is whole. */
export type AnswerPart =
  | { type: 'reasoning-delta'; text: string }
  | { type: 'text-delta'; text: string }
  | { type: 'file'; mediaType: string; bytes: Uint8Array; prompt?: string }
  | { type: 'status'; label: string }
  | { type: 'finish'; reason: FinishReason; usage?: { input_tokens: number; output_tokens: number } };

export type FinishReason = 'stop' | 'length' | 'content_filter' | 'other';

/** How far a call has come, told by the engine so that each stage can have its own time-out. */
export interface Progress {
  /** The provider answered with headers. */
  headersArrived(): void;
  /** Something of the answer arrived. */
  chunkArrived(): void;
  /** A picture is being drawn: silence is normal until `chunkArrived`. */
  drawingStarted(): void;
}

export type EngineCall = {
  model: CatalogueModel;
  messages: PromptMessage[];
  signal: AbortSignal;
  progress: Progress;
};

/**
 * Answers a call. Throws AppErrors only (`models.*`), translated from the vendor's at the edge; when `signal`
 * is aborted it ends in any way it likes: the caller knows why.
 */
export interface LanguageEngine {
  stream(call: EngineCall): AsyncIterable<AnswerPart>;
}

export type TranscriptionCall = {
  model: CatalogueModel;
  mediaType: string;
  bytes: Uint8Array;
  signal: AbortSignal;
};

/** Turns speech into text, under the same rules for errors as LanguageEngine. */
export interface TranscriptionEngine {
  transcribe(call: TranscriptionCall): Promise<Transcript>;
}

export type ProviderHealth = 'ok' | 'bad_key' | 'unreachable';

/** One provider: its models, its engines, its health. Adding one is a folder and a line in adapters/index.ts. */
export interface Provider {
  /** The part of a model id before the slash. */
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  /** True for the built-in engine, which is not a model. */
  readonly offline: boolean;
  /** The variable that configures it, to name in advice. */
  readonly variable: string | null;
  /** Whether this installation has what the provider needs (a key, an address). */
  isConfigured(): boolean;
  /** The models it offers, of every kind, best first. May ask a local server, briefly, and remembers the answer. */
  listModels(): Promise<CatalogueModel[]>;
  /** The model of that id, or null when the provider does not have it. */
  findModel(id: string): Promise<CatalogueModel | null>;
  /** For its models that one talks with; null when it has none. */
  readonly language: LanguageEngine | null;
  /** For its models of `via: 'transcription'`; null when it has none. */
  readonly speech: TranscriptionEngine | null;
  /** Asks the provider whether it is there and takes the key; costs nothing. */
  checkHealth(signal: AbortSignal): Promise<ProviderHealth>;
}
