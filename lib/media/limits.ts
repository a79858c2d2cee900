import type { MediaKind } from '@/lib/contracts';
import { env } from '@/lib/platform/env';

const MEGABYTE = 1024 * 1024;

const maxBytesOfKind: Record<MediaKind, number> = {
  image: 20 * MEGABYTE,
  audio: 25 * MEGABYTE,
  video: 100 * MEGABYTE,
  file: 100 * MEGABYTE,
};

/** The most any upload may hold, from MEDIA_MAX_SIZE_MB. */
export function maxUploadBytes(): number {
  return Math.floor(env().MEDIA_MAX_SIZE_MB * MEGABYTE);
}

export function maxBytesOf(kind: MediaKind): number {
  return Math.min(maxBytesOfKind[kind], maxUploadBytes());
}

/** An SVG is parsed as one document in memory; drawings made by people stay far below. */
export const MAX_SVG_BYTES = 5 * MEGABYTE;

/** How much of the beginning decides the type. Zip-based documents name themselves within the first 64 KiB. */
export const SNIFF_BYTES = 64 * 1024;

/** Over all frames, before anything is decoded: 50 MP of RGBA are 200 MB. */
export const MAX_PIXELS = 50_000_000;

/** Longest side of a kept picture. */
export const MAX_SIDE = 4096;
export const THUMBNAIL_SIDE = 512;

/** Providers shrink anything larger than this themselves, after charging for the upload. */
export const MODEL_INPUT_SIDE = 1568;
/** The strictest provider takes 5 MB per picture. */
export const MODEL_INPUT_IMAGE_BYTES = 5 * MEGABYTE;
/** Bytes go to a model in one piece and in memory; providers take about 20 MB a request. */
export const MODEL_INPUT_BYTES = 25 * MEGABYTE;

/** A photo at the pixel limit takes about 2 s; only crafted files come near this. */
export const IMAGE_TIMEOUT_SECONDS = 20;
/** Decoding at the pixel limit takes a few hundred MB each, so few at a time. */
export const IMAGE_CONCURRENCY = 2;

/** After a refusal the rest of the body is read and dropped, so that the sender gets to see the answer. */
export const LINGER_MS = 30_000;

/** How long a signed address of the storage lasts at most. What a page embeds is fetched at once. */
export const SIGNED_READ_SECONDS = 10 * 60;
/** Players ask for the next piece while they play, and after pauses. */
export const SIGNED_PLAY_SECONDS = 2 * 60 * 60;

export const MAX_FILENAME_LENGTH = 200;

/** A file without a row is an upload in progress until it is older than this. */
export const ORPHAN_AGE_MS = 60 * 60 * 1000;
