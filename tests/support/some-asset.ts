import type { Asset, Variant } from '@/lib/contracts';
import { newId } from '@/lib/kernel';

/** An asset as it is when it is ready, with what a test says of it. */
export function someAsset(type: Asset['type'], change: Partial<Asset> = {}): Asset {
  const id = newId();
  return {
    ...{ id, url: `/media/${id}`, type, format: 'bin', content_type: 'application/octet-stream' },
    ...{ size_bytes: 1_000, filename: null, status: 'ready', width: null, height: null, duration_ms: null },
    ...{ codec: null, page_count: null, placeholder: null, waveform: null, transcript: null },
    ...{ transcription: null, description: null, thumbnail_url: null, source: 'upload', generation: null },
    ...{ variants: [], created_at: new Date().toISOString() },
    ...change,
  } as Asset;
}

/** One of its renditions. */
export function someVariant(name: string, change: Partial<Variant> = {}): Variant {
  const content_type = 'application/octet-stream';
  return {
    ...{ name, url: `/media/any/${name}`, content_type, size_bytes: 100 },
    ...{ width: null, height: null, at_ms: null, ...change },
  };
}
