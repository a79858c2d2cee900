import type { Asset } from '@/lib/contracts';
import type { PlanFile } from '@/lib/models';

const documentTypes =
  /^(text\/|application\/(json|pdf)$|application\/vnd\.openxmlformats-officedocument\.wordprocessingml)/;

/** What the planner needs to know of an asset; `isNow`: what is not ready yet comes too late. */
export function planFileOf(asset: Asset, { isNow = false } = {}): PlanFile {
  const { id: assetId, content_type: contentType, status, variants } = asset;
  const variant = (...names: string[]) => variants.find(({ name }) => names.includes(name));
  const isPlain = /^(text\/|application\/json$)/.test(contentType);
  const text = variant('text') ?? (isPlain ? asset : null);
  const isPreparing = status === 'processing';
  const isDocument = documentTypes.test(contentType) || text !== null;
  const sent = sentOf(asset);
  return {
    assetId,
    kind: asset.type !== 'file' ? asset.type : isDocument ? 'document' : 'file',
    isPdf: contentType === 'application/pdf',
    bytes: asset.size_bytes,
    seconds: asset.duration_ms === null ? null : asset.duration_ms / 1000,
    pages: asset.page_count,
    side: sideOf(asset),
    sent: { side: sideOf(sent), bytes: sent.size_bytes },
    hasDescription: asset.description !== null,
    transcript: transcriptOf(asset),
    isSilent: asset.type === 'video' && !isPreparing && !variant('audio'),
    moments: variants.filter(({ name }) => name.startsWith('keyframe_')).length || (isPreparing ? null : 0),
    textBytes: text?.size_bytes ?? null,
    isPreparing,
    isLate: isNow && status !== 'ready',
  };
}

type Sized = Pick<Asset, 'size_bytes' | 'width' | 'height'>;

/** The rendition that models are given. */
function sentOf(asset: Asset): Sized {
  const find = (name: string) => asset.variants.find((variant) => variant.name === name);
  const display = find('display');
  if (asset.type === 'image')
    return find('model_input') ?? (display?.content_type === 'image/jpeg' ? display : undefined) ?? asset;
  if (asset.type === 'audio') return find('model_input') ?? asset;
  return (asset.type === 'video' && find('playable')) || asset;
}

const sideOf = ({ width, height }: Sized) =>
  width === null || height === null ? null : Math.max(width, height);

function transcriptOf({ transcript, transcription }: Asset): PlanFile['transcript'] {
  if (transcript) return 'there';
  return transcription?.status ?? 'none';
}
