import type { Asset, Transcript } from '@/lib/contracts';
import { env } from '@/lib/platform/env';
import type { AssetVariant, MediaAsset } from '@/prisma/generated/client';
import { bytesMissing, MEDIA_RESPONSES_OFF } from '../errors';

export type AssetRow = MediaAsset & { variants: AssetVariant[] };

const assetUrl = (id: string, variant?: string) => (variant ? `/media/${id}/${variant}` : `/media/${id}`);

/** Names the bytes of a variant, which may be made anew: what is kept of an address with it is never out of date. */
export const editionOf = ({ sha256 }: Pick<AssetVariant, 'sha256'>): string => sha256.slice(0, 12);

const variantUrl = (variant: AssetVariant) =>
  `${assetUrl(variant.asset_id, variant.name)}?v=${editionOf(variant)}`;

/** Made by a model, while ENABLE_MEDIA_RESPONSES says that such media is not shown. */
export const isWithheld = ({ source }: Pick<AssetRow, 'source'>): boolean =>
  source === 'generated' && !env().ENABLE_MEDIA_RESPONSES;

/** An asset as people and programs see it. */
export function toAsset(row: AssetRow): Asset {
  const asset = describe(row);
  return isWithheld(row) ? { ...asset, ...withheld } : asset;
}

/** As something that failed and cannot be tried again, so that nobody asks for its bytes. */
const withheld = {
  status: 'failed',
  error: { code: 'media.responses_off', message: MEDIA_RESPONSES_OFF, retryable: false },
  thumbnail_url: null,
  placeholder: null,
  waveform: null,
  transcript: null,
  transcription: null,
  description: null,
  variants: [],
} satisfies Partial<Asset>;

function describe(row: AssetRow): Asset {
  const thumbnail = row.variants.find(({ name }) => name === 'thumbnail');
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
    transcription: transcriptionOf(row),
    description: row.description,
    thumbnail_url: thumbnail ? variantUrl(thumbnail) : null,
    source: row.source as Asset['source'],
    generation: row.generation as Asset['generation'],
    derived_from: row.derived_from,
    version: row.version,
    scan: row.scan_verdict as Asset['scan'],
    stage: row.status === 'processing' ? row.stage : null,
    progress: row.status === 'processing' && row.progress !== null ? row.progress / 100 : null,
    error: errorOf(row),
    preview_note: row.preview_note,
    sha256: row.sha256,
    variants: row.variants.map((variant) => ({
      name: variant.name,
      url: variantUrl(variant),
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
  // What failed once while being prepared is tried again by itself: nobody need know.
  if (code === null || message === null || status === 'processing') return null;
  // What failed while being prepared can be prepared again; what was withdrawn stays so.
  return { code, message, retryable: status === 'failed' && code !== bytesMissing().code };
}

function transcriptionOf(row: AssetRow): Asset['transcription'] {
  const status = row.transcription_status as 'waiting' | 'failed' | null;
  return status && { status, message: row.transcription_error };
}
