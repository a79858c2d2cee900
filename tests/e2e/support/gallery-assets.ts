import { v7 as newId } from 'uuid';
import type { Asset, Transcript, Variant } from '../../../lib/contracts';

/** Assets of every kind in every state. Their addresses begin with this; `gallery-bytes.ts` answers them. */
export const GALLERY = '/media/gallery';

type Given = Partial<Asset> & { shape?: [number, number] };

const base = (given: Given): Asset => {
  const { shape, ...rest } = given;
  const id = rest.id ?? newId();
  return {
    id,
    url: `${GALLERY}/${id}/original.${rest.format ?? 'bin'}`,
    type: 'file',
    format: 'bin',
    content_type: 'application/octet-stream',
    size_bytes: 1_240_000,
    filename: null,
    status: 'ready',
    width: shape?.[0] ?? null,
    height: shape?.[1] ?? null,
    duration_ms: null,
    codec: null,
    page_count: null,
    placeholder: null,
    waveform: null,
    transcript: null,
    transcription: null,
    description: null,
    thumbnail_url: null,
    source: 'upload',
    generation: null,
    derived_from: null,
    version: 1,
    scan: 'clean',
    stage: null,
    progress: null,
    error: null,
    preview_note: null,
    sha256: '0'.repeat(64),
    variants: [],
    created_at: new Date().toISOString(),
    ...rest,
  };
};

const variant = (
  asset: Asset,
  name: string,
  type: string,
  shape?: [number, number],
  atMs?: number,
): Variant => ({
  name,
  url: `${GALLERY}/${asset.id}/${name}.${type.split('/')[1]}?${shape?.join('x') ?? ''}&at=${atMs ?? 0}`,
  content_type: type,
  size_bytes: 20_000,
  width: shape?.[0] ?? null,
  height: shape?.[1] ?? null,
  at_ms: atMs ?? null,
});

/** A thumbhash of a bluish picture. */
const PLACEHOLDER = '1QcSHQRnh493V4dIh4eXh1h4kJUI';

export function picture(shape: [number, number], given: Given = {}): Asset {
  const asset = base({
    type: 'image',
    format: 'jpeg',
    content_type: 'image/jpeg',
    filename: 'lake.jpg',
    shape,
    placeholder: PLACEHOLDER,
    ...given,
  });
  asset.url += `?${shape.join('x')}`;
  const scaled = (width: number): [number, number] => [width, Math.round((width * shape[1]) / shape[0])];
  asset.variants = [
    variant(asset, 'thumbnail', 'image/webp', scaled(320)),
    variant(asset, 'display', 'image/webp', scaled(1280)),
  ];
  asset.thumbnail_url = asset.variants[0]?.url ?? null;
  return asset;
}

const lines = [
  'So, about the boat.',
  'We could take the small one across the bay on Saturday morning, if the wind stays where it is.',
  'I asked Samir, and he says the mooring is free until six.',
  'Bring the blue bag, the one with the charts, and something warm: it gets cold out there.',
  'And please tell your sister that she is more than welcome to come along.',
  'We would be back before it gets dark.',
];

export const transcript = (count = lines.length): Transcript => ({
  text: lines.slice(0, count).join(' '),
  language: 'en',
  segments: lines
    .slice(0, count)
    .map((text, index) => ({ start_ms: index * 2_000, end_ms: index * 2_000 + 1_900, text })),
});

/** Loudness as somebody speaks: words with pauses between. */
export const waveform = Buffer.from(
  Array.from({ length: 120 }, (_, bar) => {
    const word =
      Math.max(0, Math.sin(bar / 3.1) * Math.sin(bar / 11 + 1)) + 0.1 * Math.abs(Math.sin(bar * 7));
    return Math.round(Math.min(1, word) * 255);
  }),
).toString('base64');

export const voiceNote = (given: Given = {}): Asset =>
  base({
    type: 'audio',
    format: 'wav',
    content_type: 'audio/wav',
    filename: 'Voice note 2026-11-20.wav',
    size_bytes: 96_000,
    duration_ms: 12_000,
    waveform,
    ...given,
  });

export const music = (given: Given = {}): Asset =>
  voiceNote({ filename: 'Träumerei, op. 15 no. 7 (live in Zürich).wav', size_bytes: 4_812_000, ...given });

export function film(shape: [number, number], given: Given = {}): Asset {
  const asset = base({
    type: 'video',
    format: 'webm',
    content_type: 'video/webm',
    filename: 'harbour.webm',
    shape,
    duration_ms: 12_000,
    codec: 'vp9',
    size_bytes: 8_420_000,
    placeholder: PLACEHOLDER,
    ...given,
  });
  const small: [number, number] = [320, Math.round((320 * shape[1]) / shape[0])];
  asset.variants = [
    variant(asset, 'thumbnail', 'image/webp', small),
    variant(asset, 'poster', 'image/webp', shape),
    ...[0, 2_000, 4_000, 6_000, 8_000, 10_000].map((at, index) =>
      variant(asset, `keyframe_0${index + 1}`, 'image/webp', small, at),
    ),
  ];
  asset.thumbnail_url = asset.variants[0]?.url ?? null;
  return asset;
}

/** A sheet in the shape of A4. */
export function paper(given: Given = {}): Asset {
  const asset = base({
    format: 'pdf',
    content_type: 'application/pdf',
    filename: 'Sailing permit 2026.pdf',
    page_count: 3,
    ...given,
  });
  asset.variants = [
    variant(asset, 'thumbnail', 'image/webp', [227, 320]),
    variant(asset, 'page', 'image/webp', [908, 1280]),
    variant(asset, 'text', 'text/plain'),
  ];
  asset.thumbnail_url = asset.variants[0]?.url ?? null;
  return asset;
}

export const file = (format: string, contentType: string, filename: string, given: Given = {}): Asset =>
  base({ format, content_type: contentType, filename, ...given });

/** Nothing was made of it. */
export const bare = (asset: Asset): Asset => ({
  ...asset,
  variants: [],
  thumbnail_url: null,
  placeholder: null,
  waveform: null,
});
