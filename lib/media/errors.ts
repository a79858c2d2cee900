import type { MediaKind } from '@/lib/contracts';
import { AppError } from '@/lib/kernel';
import { amountOf } from './storage-amount';

const nouns: Record<MediaKind, string> = {
  image: 'picture',
  audio: 'recording',
  video: 'video',
  file: 'file',
};
/** Said wherever media made by a model would be stored, made or shown while ENABLE_MEDIA_RESPONSES is false. */
export const MEDIA_RESPONSES_OFF = 'Pictures made by models are turned off here.';

const megabytes = (bytes: number) => `${Math.round((bytes / 1024 / 1024) * 10) / 10} MB`;

export const mediaNotFound = () =>
  new AppError({
    code: 'media.not_found',
    kind: 'not_found',
    publicMessage: 'This file is not here. It may have been deleted.',
  });

export const mediaTooLarge = (kind: MediaKind, maxBytes: number) =>
  new AppError({
    code: 'media.too_large',
    kind: 'too_large',
    publicMessage: `This ${nouns[kind]} is larger than ${megabytes(maxBytes)}. Choose a smaller one.`,
  });

export const mediaTooLong = (kind: MediaKind, maxMs: number) =>
  new AppError({
    code: 'media.too_long',
    kind: 'too_large',
    publicMessage: `This ${nouns[kind]} is longer than ${maxMs / 60_000} minutes. Choose a shorter one.`,
  });

export const nothingToPrepare = () =>
  new AppError({
    code: 'media.nothing_to_prepare',
    kind: 'conflict',
    publicMessage: 'There is nothing to be tried again with this file.',
  });

/** For what went wrong without a declared reason. */
export const preparingFailed = (cause?: unknown) =>
  new AppError({
    code: 'media.preparing_failed',
    kind: 'internal',
    publicMessage: 'This file could not be prepared for viewing. The file itself is kept; try again.',
    retryable: true,
    cause,
  });

export const mediaEmpty = () =>
  new AppError({
    code: 'media.empty',
    kind: 'invalid',
    publicMessage: 'This file is empty. Choose another one.',
  });

export const uploadInterrupted = (cause?: unknown) =>
  new AppError({
    code: 'media.interrupted',
    kind: 'invalid',
    publicMessage: 'The upload was cut off before the end. Nothing was kept; send it again.',
    retryable: true,
    cause,
  });

export const mediaDamaged = (kind: MediaKind, cause?: unknown) =>
  new AppError({
    code: 'media.damaged',
    kind: 'invalid',
    publicMessage: `This ${nouns[kind]} cannot be read. It may be damaged, or not be what its name says.`,
    cause,
  });

export const mediaProtected = (kind: MediaKind) =>
  new AppError({
    code: 'media.protected',
    kind: 'unsupported',
    publicMessage: `This ${nouns[kind]} is copy-protected and cannot be opened here. Send one without protection.`,
  });

export const nothingToPlay = () =>
  new AppError({
    code: 'media.nothing_to_play',
    kind: 'unsupported',
    publicMessage: 'There is neither sound nor film in this file. Choose another one, or record it again.',
  });

export const soundUnplayable = () =>
  new AppError({
    code: 'media.unsupported',
    kind: 'unsupported',
    publicMessage:
      'The sound of this file is coded in a way that cannot be played. Save it as MP3 or AAC again.',
  });

export const notesRefused = () =>
  new AppError({
    code: 'media.unsupported',
    kind: 'unsupported',
    publicMessage: 'MIDI files hold notes, not sound, and cannot be played here. Save it as MP3 or WAV.',
  });

export const convertingTooLong = (kind: MediaKind) =>
  new AppError({
    code: 'media.too_slow',
    kind: 'timeout',
    publicMessage: `Preparing this ${nouns[kind]} took longer than this server allows. Try again, or send a shorter one.`,
    retryable: true,
  });

export const converterKilled = (cause: unknown) =>
  new AppError({
    code: 'media.converter_killed',
    kind: 'unavailable',
    publicMessage: 'The server ran out of room while preparing this. Please try again in a moment.',
    retryable: true,
    cause,
  });

export const tooManyPixels = () =>
  new AppError({
    code: 'media.too_many_pixels',
    kind: 'too_large',
    publicMessage: 'This picture has more than 50 megapixels, counting all its frames. Choose a smaller one.',
  });

export const unsupportedPicture = (format: string) =>
  new AppError({
    code: 'media.unsupported',
    kind: 'unsupported',
    publicMessage: `Pictures of this kind (${format}) cannot be shown here. Save it as JPEG, PNG or WebP and send that.`,
  });

export const undecodablePicture = (format: string) =>
  new AppError({
    code: 'media.unsupported',
    kind: 'unsupported',
    publicMessage: `This ${format} picture is of a kind that cannot be read here. Save it as JPEG, PNG or WebP and send that.`,
  });

export const programRefused = () =>
  new AppError({
    code: 'media.unsupported',
    kind: 'unsupported',
    publicMessage: 'Programs cannot be sent here. If you only want to pass it on, put it into a zip archive.',
  });

export const quotaExceeded = (usedBytes: number, limitBytes: number) =>
  new AppError({
    code: 'media.quota_exceeded',
    kind: 'too_large',
    publicMessage: `You have used ${amountOf(usedBytes, limitBytes)}, and this file does not fit. Delete messages or files you no longer need, then send it again.`,
  });

export const mediaExpired = () =>
  new AppError({
    code: 'media.expired',
    kind: 'gone',
    publicMessage: 'This file has expired: files are kept here for a limited time only.',
  });

export const mediaResponsesOff = () =>
  new AppError({
    code: 'media.responses_off',
    kind: 'forbidden',
    publicMessage: MEDIA_RESPONSES_OFF,
  });

export const archiveRefused = (format: string) =>
  new AppError({
    code: 'media.unsupported',
    kind: 'unsupported',
    publicMessage: `Archives of this kind (${format}) cannot be checked here. Put the files into a zip archive.`,
  });

export const mediaInUse = () =>
  new AppError({
    code: 'media.in_use',
    kind: 'conflict',
    publicMessage: 'A conversation still uses this file. Remove it there first.',
  });

export const assetIdTaken = () =>
  new AppError({
    code: 'media.id_taken',
    kind: 'conflict',
    publicMessage: 'This id is already in use. Make a new one and send again.',
  });

export const mediaQuarantined = () =>
  new AppError({
    code: 'media.quarantined',
    kind: 'forbidden',
    publicMessage: 'This file was held back because it may be harmful. Nobody can open it.',
  });

export const mediaNotReady = () =>
  new AppError({
    code: 'media.not_ready',
    kind: 'conflict',
    publicMessage: 'This file cannot be opened now. It is still being prepared, or it was withdrawn.',
  });

export const tooLargeForModel = (maxBytes: number) =>
  new AppError({
    code: 'media.too_large_for_model',
    kind: 'too_large',
    publicMessage: `Models can read files of at most ${megabytes(maxBytes)}. Send a smaller one.`,
  });

export const bytesMissing = () =>
  new AppError({
    code: 'media.bytes_missing',
    kind: 'not_found',
    publicMessage: 'The content of this file is missing from the storage.',
  });

export const keyTaken = () =>
  new AppError({
    code: 'media.key_taken',
    kind: 'conflict',
    publicMessage: 'This file is being stored by another request. Try again.',
    retryable: true,
  });

export const scannerUnavailable = (cause: unknown) =>
  new AppError({
    code: 'media.scanner_unavailable',
    kind: 'unavailable',
    publicMessage: 'This file cannot be checked for harmful content right now. Please try again in a moment.',
    retryable: true,
    cause,
  });

export const tooLargeToScan = () =>
  new AppError({
    code: 'media.too_large_to_scan',
    kind: 'too_large',
    publicMessage: 'This file is too large to be checked for harmful content here. Choose a smaller one.',
  });

/** What the row of a held back file says; the file itself is gone. */
export const INFECTED = {
  code: 'media.infected',
  message: 'This file was held back because it may be harmful. It was not kept; nobody can open it.',
};

export const storageFull = (cause: unknown) =>
  new AppError({
    code: 'media.storage_full',
    kind: 'unavailable',
    publicMessage:
      'There is no room left to keep files. Nothing was stored; tell the person who runs this server.',
    cause,
  });

export const storageUnavailable = (cause: unknown) =>
  new AppError({
    code: 'media.storage_unavailable',
    kind: 'unavailable',
    publicMessage: 'Files cannot be kept or read right now. Please try again in a moment.',
    retryable: true,
    cause,
  });

export const storageOverwrites = () =>
  new AppError({
    code: 'media.storage_overwrites',
    kind: 'unavailable',
    publicMessage:
      'This storage replaces files that already exist: it does not know conditional writes (If-None-Match).',
  });

export const storageNotConfigured = () =>
  new AppError({
    code: 'media.storage_not_configured',
    kind: 'unavailable',
    publicMessage:
      'This file is in a storage that is no longer set up here. Tell the person who runs this server.',
  });

export const rulesRefused = (refusals: string[]) =>
  new AppError({
    code: 'media.rules_refused',
    kind: 'unavailable',
    publicMessage: `The bucket did not take or show its ${refusals.join(' and ')}. See that the keys may do so, or set them where the bucket is administered.`,
  });
