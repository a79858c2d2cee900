import type { Removal, UploadRecord } from './engine-ports';
import type { LocalUpload } from './local-upload';

/** The part that tabs tell each other. */
export function shownOf(upload: UploadRecord | LocalUpload): Omit<LocalUpload, 'file' | 'isKept'> {
  const {
    id,
    conversationId,
    name,
    type,
    size,
    state,
    progress,
    error,
    asset,
    durationMs,
    waveform,
    purpose,
  } = upload;
  return {
    id,
    conversationId,
    name,
    type,
    size,
    state,
    progress,
    error,
    asset,
    durationMs,
    waveform,
    purpose,
  };
}

/** Everything that the server may have of it. */
export function pathsOf({ id, url, wasTried, asset }: UploadRecord): Removal['paths'] {
  if (url !== null) {
    const ownId = url.slice(url.lastIndexOf('/') + 1);
    const path = `/api/uploads/${ownId}`;
    // Long after, the upload is gone and the asset is not.
    return asset?.id === ownId ? [path, `/api/media/${ownId}`] : [path];
  }
  // An asset by another id was there before.
  return wasTried ? [`/api/media/${id}`] : [];
}
