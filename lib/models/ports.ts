import type { Transcript } from '@/lib/contracts';
import type { CatalogueModel } from './catalogue';

export type { CatalogueModel } from './catalogue';

/** One message for a model. Media is given as bytes: no provider is ever handed a URL of ours. */
export type PromptMessage = {
  role: 'system' | 'user' | 'assistant' | 'tool';
  parts: PromptPart[];
};

export type PromptPart =
  | { type: 'text'; text: string }
  | { type: 'image'; mediaType: string; bytes: Uint8Array }
  /** Sound, film or a PDF as it is; only for a model that declares to take it. */
  | { type: 'file'; mediaType: string; bytes: Uint8Array; filename?: string }
  /** Of the assistant: what it asked a tool to do. `vendor` came with it and goes back as it is. */
  | { type: 'tool-call'; callId: string; tool: string; input: unknown; vendor?: unknown }
  /** Of the assistant: thoughts that a provider wants back, signed, with the calls that followed them. */
  | { type: 'reasoning'; text: string; vendor?: unknown }
  /** Of role `tool`: what came of a call, in words. */
  | { type: 'tool-result'; callId: string; tool: string; output: string; isError: boolean };

/** A tool that a model may call. */
export type ToolSpec = {
  name: string;
  description: string;
  /** JSON Schema of the input: an object. */
  inputSchema: Record<string, unknown>;
};

export type AnswerRequest = {
  /** Catalogue id, e.g. `google/gemini-2.5-flash`. */
  model: string;
  /** Oldest first; the last one is answered. */
  messages: PromptMessage[];
  /** What it may call; models that declare no `tools` are not told of them. */
  tools?: ToolSpec[];
  /** Stops the answer. */
  signal: AbortSignal;
};

/**
 * What was used, as the provider reported it; what it did not report is absent. Tokens of sound, of pictures and those
 * from a cache are counted in `input_tokens` and `output_tokens` too; so are thoughts, which are output.
 */
export type ModelUsage = {
  input_tokens?: number;
  cached_input_tokens?: number;
  output_tokens?: number;
  image_output_tokens?: number;
  audio_input_tokens?: number;
  audio_output_tokens?: number;
  images?: number;
  seconds?: number;
  characters?: number;
  requests?: number;
};

export type AnswerPart =
  | { type: 'reasoning-delta'; text: string }
  | { type: 'text-delta'; text: string }
  | { type: 'file'; mediaType: string; bytes: Uint8Array; prompt?: string }
  | { type: 'status'; label: string }
  /** Whole, when its input has arrived; the input is untrusted. */
  | { type: 'tool-call'; callId: string; tool: string; input: unknown }
  /** Sources a model found by itself. */
  | { type: 'sources'; sources: { url: string; title: string }[] }
  /**
   * Last, and only when the answer is whole. With reason `tool_calls`, `turn` is what is to be put into the prompt
   * before the results of the calls, for the model to go on.
   */
  | { type: 'finish'; reason: FinishReason; usage?: ModelUsage; turn?: PromptMessage };

export type FinishReason = 'stop' | 'length' | 'content_filter' | 'tool_calls' | 'other';

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
  tools?: ToolSpec[];
  signal: AbortSignal;
  progress: Progress;
  /**
   * Of the built-in engine only: the model that was asked and could not answer, and why, in one sentence for people. The
   * answer says so, and that it does not come from a model.
   */
  standingInFor?: { name: string; message: string };
};

/**
 * Answers a call. Throws AppErrors only (`models.*`), translated from the vendor's at the edge; when `signal`
 * is aborted it ends in any way it likes: the caller knows why. So do all engines below.
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

/** Turns speech into text, and tells how much was heard where the provider does. */
export interface TranscriptionEngine {
  transcribe(call: TranscriptionCall): Promise<Transcript & { usage?: ModelUsage }>;
}

export type AspectRatio = '1:1' | '4:3' | '3:4' | '16:9' | '9:16';

export type ImageCall = {
  model: CatalogueModel;
  prompt: string;
  /** Pictures to work on, upright PNG or JPEG or WebP; any make it an edit. */
  images: { mediaType: string; bytes: Uint8Array }[];
  aspectRatio?: AspectRatio;
  count: number;
  seed?: number;
  signal: AbortSignal;
};

export type MadeImage = {
  mediaType: string;
  bytes: Uint8Array;
  /** As the provider rewrote it. */
  revisedPrompt?: string;
};

/** Makes pictures, at least one. */
export interface ImageEngine {
  generate(call: ImageCall): Promise<{ images: MadeImage[]; usage?: ModelUsage }>;
}

export type VideoCall = {
  model: CatalogueModel;
  prompt: string;
  /** The picture it begins with. */
  image?: { mediaType: string; bytes: Uint8Array };
  aspectRatio?: '16:9' | '9:16';
  durationSeconds?: number;
  signal: AbortSignal;
};

export type VideoState =
  | { status: 'running'; progress: number | null }
  /** `body` is read once, under the limits of the door; addresses with keys stay inside the engine. */
  | { status: 'done'; mediaType: string; body: ReadableStream<Uint8Array>; usage?: ModelUsage };

/**
 * Makes a film, which takes minutes: `start` returns what `poll` needs, from any process, as JSON without secrets. `poll`
 * throws when the work failed.
 */
export interface VideoEngine {
  start(call: VideoCall): Promise<{ operation: unknown }>;
  poll(call: { model: CatalogueModel; operation: unknown; signal: AbortSignal }): Promise<VideoState>;
}

export type SpeechCall = {
  model: CatalogueModel;
  text: string;
  /** One of the model's voices, else its default. */
  voice?: string;
  /** BCP 47. */
  language?: string;
  signal: AbortSignal;
};

/** Speaks a text. */
export interface SpeechEngine {
  speak(call: SpeechCall): Promise<{ mediaType: string; bytes: Uint8Array; usage?: ModelUsage }>;
}

export type SearchResult = {
  /** Markdown with `[n]` behind what a source says; n counts `sources` from 1. */
  text: string;
  sources: { url: string; title: string }[];
  usage?: ModelUsage;
};

/** Answers a question from the web, with sources. Nothing of the web is fetched by us or by the browser. */
export interface SearchEngine {
  search(call: { model: CatalogueModel; query: string; signal: AbortSignal }): Promise<SearchResult>;
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
  /** What it can do; null where it cannot. `language` also serves models of `via: 'image'` in a conversation. */
  readonly language: LanguageEngine | null;
  readonly image: ImageEngine | null;
  readonly video: VideoEngine | null;
  readonly speech: SpeechEngine | null;
  readonly transcription: TranscriptionEngine | null;
  readonly search: SearchEngine | null;
  /** Asks the provider whether it is there and takes the key; costs nothing. */
  checkHealth(signal: AbortSignal): Promise<ProviderHealth>;
}
