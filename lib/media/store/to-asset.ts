import type { Asset, Transcript } from '@/lib/contracts';
import type { AssetVariant, MediaAsset } from '@/prisma/generated/client';

export type AssetRow = MediaAsset & { variants: AssetVariant[] };

export const assetUrl = (id: string, variant?: string) =>
  variant ? `/media/${id}/${variant}` : `/media/${id}`;

/** An asset as people and programs see it. */
export function toAsset(row: AssetRow): Asset {
  return {
    id: row.id,
    url: assetUrl(row.id),
    type: row.kind as Asset['type'],
    format: row.format,
    content_type: row.content_type,
    size_bytes: Number(row.size_bytes),
    filename: row.filename,
    status: row.status as Asset['status'],
    width: row.width,
    height: row.height,
    duration_ms: row.duration_ms,
    codec: row.codec,
    page_count: row.page_count,
    placeholder: row.placeholder,
    waveform: row.waveform,
    transcript: row.transcript as Transcript | null,
    description: row.description,
    thumbnail_url: row.variants.some(({ name }) => name === 'thumbnail')
      ? assetUrl(row.id, 'thumbnail')
      : null,
    source: row.source as Asset['source'],
    generation: row.generation as Asset['generation'],
    scan: row.scan_verdict as Asset['scan'],
    stage: row.status === 'processing' ? row.stage : null,
    progress: row.status === 'processing' && row.progress !== null ? row.progress / 100 : null,
    error: errorOf(row),
    preview_note: row.preview_note,
    sha256: row.sha256,
    variants: row.variants.map((variant) => ({
      name: variant.name,
      url: assetUrl(row.id, variant.name),
      content_type: variant.content_type,
      size_bytes: Number(variant.size_bytes),
      width: variant.width,
      height: variant.height,
      at_ms: variant.at_ms,
    })),
    created_at: row.created_at.toISOString(),
  };
}

function errorOf({ status, error_code: code, error_message: message }: AssetRow): Asset['error'] {
  if (code === null || message === null) return null;
  // What failed while being prepared can be prepared again; what was withdrawn stays so.
  return { code, message, retryable: status === 'failed' };
}
