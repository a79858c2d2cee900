import type { MediaKind } from '@/lib/contracts';

/** What converts sound and film here. Data: whoever needs an encoder asks `encoders` first. */
export type Converter =
  | { kind: 'system'; program: string; version: string; encoders: ReadonlySet<string> }
  | { kind: 'wasm'; version: string; encoders: ReadonlySet<string> };

/** What the doctor tells. */
export type ConverterHealth = { kind: 'system' | 'wasm' | 'none'; version: string | null };

/** One run of ffmpeg over one file. */
export type FfmpegRun = {
  /** What the bytes are, for the words of a refusal. */
  kind: MediaKind & ('audio' | 'video');
  /** Absolute path of the file that is read. */
  input: string;
  /** Absolute path of the folder where outputs go; output names are relative to it. */
  folder: string;
  /** Before the input: seeking, what to skip. */
  inputArgs?: readonly string[];
  /** One list for each output: tracks, filters, encoder, and last its name. */
  outputs: readonly (readonly string[])[];
  timeoutMs: number;
  signal: AbortSignal;
  /** How far the output is, in milliseconds of its own time. */
  onProgress?(atMs: number): void;
  /** Each line that ffmpeg says about the input, its streams and its filters. */
  onLine?(line: string): void;
};
