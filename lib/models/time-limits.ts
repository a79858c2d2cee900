import { env } from '@/lib/platform/env';
import { drawsItself } from './catalogue';
import type { CatalogueModel } from './ports';

/** How long each stage of an answer may take, in milliseconds. */
export type TimeLimits = {
  /** From the request to the provider's headers. */
  headersMs: number;
  /** From the headers to the first piece of the answer. */
  firstChunkMs: number;
  /** Between two pieces. */
  chunkMs: number;
  /** The silence allowed while a picture is drawn. */
  drawingMs: number;
  /** From the first request to the end, tries included. */
  totalMs: number;
  /** The pause before the first retry; it doubles for the next. */
  retryMs: number;
};

/** Large pictures of the best quality take providers up to about two minutes; twice that is a fault. */
const DRAWING_MS = 240_000;
/** Long enough for a busy provider to breathe, short enough not to be noticed. */
const RETRY_MS = 500;

/** The limits of the configuration for a model, with those of `overrides` in their place. */
export function timeLimitsFor(model: CatalogueModel, overrides: Partial<TimeLimits> = {}): TimeLimits {
  const configured = env();
  const limits = {
    headersMs: configured.PROVIDER_HEADERS_TIMEOUT_MS,
    firstChunkMs: configured.PROVIDER_FIRST_CHUNK_TIMEOUT_MS,
    chunkMs: configured.PROVIDER_CHUNK_TIMEOUT_MS,
    drawingMs: DRAWING_MS,
    totalMs: configured.PROVIDER_TOTAL_TIMEOUT_MS,
    retryMs: RETRY_MS,
    ...overrides,
  };
  if (!drawsItself(model)) return limits;
  // The whole answer may come at once, headers and all, when the picture is done.
  const patient = (ms: number) => Math.max(ms, limits.drawingMs);
  return {
    ...limits,
    headersMs: patient(limits.headersMs),
    firstChunkMs: patient(limits.firstChunkMs),
    chunkMs: patient(limits.chunkMs),
  };
}
