import type { MediaKind } from '@/lib/contracts';
import { env } from '@/lib/platform/env';

const MEGABYTE = 1024 * 1024;

const maxMegabytesOf: Record<MediaKind, () => number> = {
  image: () => env().MEDIA_MAX_IMAGE_MB,
  audio: () => env().MEDIA_MAX_AUDIO_MB,
  video: () => env().MEDIA_MAX_VIDEO_MB,
  file: () => env().MEDIA_MAX_SIZE_MB,
};

/** The most any upload may hold, from MEDIA_MAX_SIZE_MB. */
export function maxUploadBytes(): number {
  return Math.floor(env().MEDIA_MAX_SIZE_MB * MEGABYTE);
}

/** What one person may keep, from MEDIA_QUOTA_MB; null: no limit. Decimal, so that 5000 MB read as 5 GB. */
export function quotaBytes(): number | null {
  return env().MEDIA_QUOTA_MB === 0 ? null : Math.floor(env().MEDIA_QUOTA_MB * 1_000_000);
}

export function maxBytesOf(kind: MediaKind): number {
  return Math.min(Math.floor(maxMegabytesOf[kind]() * MEGABYTE), maxUploadBytes());
}

/** The longest a recording or video may be; null for what has no duration. */
export function maxDurationMsOf(kind: MediaKind): number | null {
  if (kind === 'audio') return env().MEDIA_MAX_AUDIO_SECONDS * 1000;
  return kind === 'video' ? env().MEDIA_MAX_VIDEO_SECONDS * 1000 : null;
}

/** Containers round, and recorders stop a moment late: within this nothing is too long. */
export const DURATION_TOLERANCE_MS = 1_000;

/** An SVG is parsed as one document in memory; drawings made by people stay far below. */
export const MAX_SVG_BYTES = 5 * MEGABYTE;

/** How much of the beginning decides the type. Zip-based documents name themselves within the first 64 KiB. */
export const SNIFF_BYTES = 64 * 1024;

/** Over all frames, before anything is decoded: 50 MP of RGBA are 200 MB. */
export const MAX_PIXELS = 50_000_000;

/** Longest side of a kept picture. */
export const MAX_SIDE = 4096;
export const THUMBNAIL_SIDE = 512;

/**
 * What a chat and most screens show of a picture; the whole one is loaded to zoom in. Providers shrink anything
 * larger themselves, after charging for the upload: so one file serves people and models.
 */
export const DISPLAY_SIDE = 1568;
/** The strictest provider takes 5 MB per picture. */
export const MODEL_INPUT_IMAGE_BYTES = 5 * MEGABYTE;
/** Bytes go to a model in one piece and in memory; providers take about 20 MB a request. */
export const MODEL_INPUT_BYTES = 25 * MEGABYTE;

/** A photo at the pixel limit takes about 2 s; only crafted files come near this. */
export const IMAGE_TIMEOUT_SECONDS = 20;
/** Decoding at the pixel limit takes a few hundred MB each, so few at a time. */
export const IMAGE_CONCURRENCY = 2;

/** Longest side of a video's poster, which fills a phone and most of a chat's width. */
export const POSTER_SIDE = 1280;
/** Models look at pictures of a video at about this size; larger ones only cost more. */
export const KEYFRAME_SIDE = 1024;
export const KEYFRAME_INTERVAL_MS = 5_000;
export const MAX_KEYFRAMES = 20;
/** Longest side of a video that was converted: 1080p, also held upright. */
export const PLAYABLE_SIDE = 1920;
/**
 * How much of a recording or film is decoded at most: a little more than it may last, which shows what is longer
 * than its file says, and ends what never ends.
 */
export function maxDecodedMs(kind: 'audio' | 'video'): number {
  return (maxDurationMsOf(kind) ?? 60 * 60 * 1000) + 2 * DURATION_TOLERANCE_MS;
}

/** An MP3 or WAV up to this size goes to models as it came: five minutes of speech as an MP3 of 128 kbit/s. */
export const MODEL_INPUT_AUDIO_BYTES = 5 * MEGABYTE;

/**
 * How long each step of preparing may take. An honest file of the allowed length takes a tenth of it on two shared
 * cores; the package without native code has twice as long for all but the last. The job allows for their sum.
 */
export const POSTER_TIMEOUT_MS = 30_000;
export const KEYFRAMES_TIMEOUT_MS = 60_000;
export const LISTEN_TIMEOUT_MS = 60_000;
/** Converting a video is the one step that really takes minutes. */
export const PLAYABLE_TIMEOUT_MS = 10 * 60_000;

/** Of bytes on their way between files: with Node's 16 and 64 KiB a large one spends its time in system calls. */
export const COPY_BUFFER_BYTES = 512 * 1024;

/** After a refusal the rest of the body is read and dropped, so that the sender gets to see the answer. */
export const LINGER_MS = 30_000;

/** How long a signed address of the storage lasts at most. What a page embeds is fetched at once. */
export const SIGNED_READ_SECONDS = 10 * 60;
/** Players ask for the next piece while they play, and after pauses. */
export const SIGNED_PLAY_SECONDS = 2 * 60 * 60;

export const MAX_FILENAME_LENGTH = 200;

/**
 * How old stored bytes may be to be shared where the bucket ends them by their own age: a copy made late would end
 * long before its time.
 */
export const EXPIRING_SHARE_MS = 24 * 60 * 60 * 1000;

/** A file without a row is an upload in progress until it is older than this. */
export const ORPHAN_AGE_MS = 60 * 60 * 1000;

/** An upload in pieces that nobody goes on with is dropped after this time. */
export const UPLOAD_AGE_MS = 24 * 60 * 60 * 1000;
/** Of one person, unfinished at the same time: several full messages on several devices. */
export const MAX_OPEN_UPLOADS = 50;
/** Announced by one person's unfinished uploads together: they lie on this server's disk until they are done. */
export const MAX_OPEN_UPLOAD_FILES_OF_FULL_SIZE = 10;

/** Longest side of a picture of a document's first page. */
export const PAGE_SIDE = 1600;
/** Of a document's text: a thousand pages of prose. Models are given far less. */
export const DOCUMENT_TEXT_BYTES = 2 * MEGABYTE;
/** A page of a brochure takes 2 s. A coloured scan of 600 dpi takes 10 s: the time grows with its square. */
export const DOCUMENT_PAGE_TIMEOUT_MS = 40_000;
/** A thousand pages take about 6 s. */
export const DOCUMENT_TEXT_TIMEOUT_MS = 45_000;
/** The parts of a DOCX without its pictures. A book has 5 MB; the reader takes fifty times as much memory. */
export const DOCX_UNPACKED_BYTES = 12 * MEGABYTE;
/** Our own drawing of plain lines, on a busy machine. */
export const DOCX_DRAWING_TIMEOUT_MS = 10_000;
