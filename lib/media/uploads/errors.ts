import { AppError } from '@/lib/kernel';

export const uploadNotFound = () =>
  new AppError({
    code: 'media.upload_not_found',
    kind: 'not_found',
    publicMessage: 'This upload is not here. It may have been cancelled, or waited too long. Start it again.',
  });

export const uploadLengthMissing = () =>
  new AppError({
    code: 'media.upload_length',
    kind: 'invalid',
    publicMessage: 'An upload begins with its size: send Upload-Length in bytes.',
  });

export const uploadMetadataInvalid = () =>
  new AppError({
    code: 'media.upload_metadata',
    kind: 'invalid',
    publicMessage: 'Upload-Metadata must be pairs of a name and a base64 value, 4 KB at most.',
  });

export const tooManyUploads = () =>
  new AppError({
    code: 'media.too_many_uploads',
    kind: 'rate_limited',
    publicMessage: 'Too many of your uploads are unfinished. Let some of them end, or cancel them.',
    retryable: true,
  });

export const uploadOffsetConflict = () =>
  new AppError({
    code: 'media.upload_offset',
    kind: 'conflict',
    publicMessage:
      'The server has another part of this file than was thought. Ask for the offset and go on there.',
    retryable: true,
  });

export const uploadBusy = () =>
  new AppError({
    code: 'media.upload_busy',
    kind: 'conflict',
    publicMessage: 'Another request is sending this file. Try again in a moment.',
    retryable: true,
  });

export const moreThanAnnounced = () =>
  new AppError({
    code: 'media.upload_too_long',
    kind: 'invalid',
    publicMessage: 'More bytes were sent than were announced. Start the upload again.',
  });

export const uploadRequestInvalid = (cause?: unknown) =>
  new AppError({
    code: 'media.upload_invalid',
    kind: 'invalid',
    publicMessage: 'This is not a request of the upload protocol (tus 1.0.0).',
    cause,
  });
