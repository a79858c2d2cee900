import type { Asset, MediaKind } from '@/lib/contracts';
import type { PendingAttachment } from './state';
import type { LocalUpload } from './uploads/local-upload';

export const isPending = (item: Asset | PendingAttachment): item is PendingAttachment => 'uploadId' in item;

export const toPendingAttachment = (upload: LocalUpload): PendingAttachment => ({
  uploadId: upload.id,
  name: upload.name,
  contentType: upload.type,
  sizeBytes: upload.size,
  durationMs: upload.durationMs,
  waveform: upload.waveform,
});

/** What only this tab knows about a file that is on its way. */
export type PendingView = {
  /** An object URL of its bytes. */
  url: string;
  progress: number | null;
  /** Why it is not going up now, in words. */
  stage: string | null;
  /** It will not go up by itself. */
  failed: boolean;
  width: number | null;
  height: number | null;
};

/**
 * An asset as the server would give it, for a file it does not have yet: played and shown from this browser. Without
 * `view` only its name and place are known, as right after a reload.
 */
export function toPendingAsset(item: PendingAttachment, view?: PendingView): Asset {
  const contentType = item.contentType || 'application/octet-stream';
  return {
    id: item.uploadId,
    url: view?.url ?? '',
    type: kindOf(contentType),
    format: formatOf(item.name, contentType),
    content_type: contentType,
    size_bytes: item.sizeBytes,
    filename: item.name || null,
    status: view?.failed ? 'failed' : 'uploading',
    width: view?.width ?? null,
    height: view?.height ?? null,
    duration_ms: item.durationMs,
    codec: null,
    page_count: null,
    placeholder: null,
    waveform: item.waveform,
    transcript: null,
    transcription: null,
    description: null,
    thumbnail_url: null,
    source: 'upload',
    generation: null,
    derived_from: null,
    version: 1,
    scan: 'unscanned',
    stage: view?.stage ?? null,
    progress: view?.progress ?? null,
    error: view?.failed ? { code: 'upload.failed', message: 'Not uploaded.', retryable: false } : null,
    preview_note: null,
    sha256: '',
    variants: [],
    created_at: new Date().toISOString(),
  };
}

/** Pictures that browsers cannot show stand as a file until the server has made one that they can. */
const SHOWN_PICTURES = /^image\/(?:png|jpeg|gif|webp|avif|bmp|svg\+xml)$/;

function kindOf(contentType: string): MediaKind {
  if (SHOWN_PICTURES.test(contentType)) return 'image';
  if (contentType.startsWith('audio/')) return 'audio';
  if (contentType.startsWith('video/')) return 'video';
  return 'file';
}

function formatOf(name: string, contentType: string): string {
  const ending = /\.([a-z\d]{1,8})$/i.exec(name)?.[1];
  return (ending ?? contentType.split('/')[1] ?? 'file').toLowerCase();
}
