import type { MediaKind } from '@/lib/contracts';

/** A file that a preparer made in its folder. */
export type MadeFile = {
  /** Name of the variant: thumbnail, poster, playable, model_input, audio, keyframe_01, text, page … */
  name: string;
  file: string;
  contentType: string;
  extension: string;
  width: number | null;
  height: number | null;
  /** For a picture of a moment: where in the film, in milliseconds. */
  atMs: number | null;
};

/** What is known of the asset that is prepared. */
export type PreparedAsset = {
  kind: MediaKind;
  contentType: string;
  format: string;
  sizeBytes: number;
  durationMs: number | null;
  codec: string | null;
  width: number | null;
  height: number | null;
};

/** What preparing finds out; absent: nothing new. */
export type LearnedFacts = {
  durationMs?: number;
  codec?: string;
  width?: number;
  height?: number;
  pageCount?: number;
  /** Base64, one byte a bar. */
  waveform?: string;
  /** thumbhash, base64. */
  placeholder?: string;
};

export type PrepareWork = {
  /** The original bytes, in a file of this machine. */
  source: string;
  /** For working files; gone afterwards. */
  folder: string;
  /** Stops every child and download. */
  signal: AbortSignal;
  /** What is done now, in words for people ("Making a preview"), and how much of everything is done, 0 to 1. */
  tell(stage: string, fraction: number): void;
  /** Stores a variant, which is visible from then on: the small and quick ones first. The same name replaces. */
  keep(made: MadeFile): Promise<void>;
  /** Records facts; they are visible with the next variant or at the end. */
  learn(facts: LearnedFacts): void;
};

/**
 * Makes the variants of one asset. What cannot be made here ends in `previewNote`, a sentence for people, and is no
 * failure. Throws AppErrors: retryable ones are tried again.
 */
export type Preparer = (asset: PreparedAsset, work: PrepareWork) => Promise<{ previewNote: string | null }>;
