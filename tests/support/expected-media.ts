import type { Asset, MediaKind } from '@/lib/contracts';
import type { DoorAnswer } from './media-door';

/** One row of EXPECTED.tsv. */
export type ExpectedRow = {
  file: string;
  expected: string;
  /** What a program that trusts names would declare. */
  declaredType: string;
  /** A product decision: either answer is right, a crash never is. */
  isPolicy: boolean;
};

export function readExpectedRows(tsv: string): ExpectedRow[] {
  return tsv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [file = '', , , expected = ''] = line.split('\t');
      const isPolicy = expected.startsWith('policy:');
      return { file, expected, declaredType: 'application/octet-stream', isPolicy };
    });
}

const kinds: MediaKind[] = ['image', 'audio', 'video', 'file'];
/** Pictures are stored re-encoded, as one of what every browser shows. */
const storedPictures = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp']);

/** Why the answer is not what the row expects, or null when it is. */
export function judgeAnswer({ expected, isPolicy }: ExpectedRow, answer: DoorAnswer): string | null {
  const { asset, error, status } = answer;
  const isRefused = asset === null && error !== null && status >= 400 && status < 500;
  const said = asset ? `taken as ${describe(asset)}` : `refused: ${error?.code}, ${error?.message}`;
  if (asset?.type === 'image' && !storedPictures.has(asset.content_type))
    return `${said}, a picture that was not re-encoded`;
  if (isPolicy) return asset || isRefused ? null : said;
  const mayRefuse = expected.startsWith('reject:') || / or (415|reject)/.test(expected);
  if (isRefused) return mayRefuse ? null : said;
  const kind = expectedKind(expected);
  return asset && kind === asset.type && (kind !== 'file' || isInert(expected, asset.content_type))
    ? null
    : said;
}

const describe = ({ type, content_type, codec, duration_ms }: Asset) =>
  [type, content_type, codec, duration_ms && `${duration_ms} ms`].filter(Boolean).join(', ');

function expectedKind(expected: string): MediaKind | null {
  if (/^reject:.*store as text\/plain/.test(expected)) return 'file';
  const [, word = ''] = /^(?:accept|transcode):(\w+)/.exec(expected) ?? [];
  if (['svg', 'tiff', 'gif', 'avif', 'bmp', 'heic'].includes(word)) return 'image';
  return kinds.find((kind) => kind === word) ?? null;
}

/** Active content may be kept as plain text alone. */
const isInert = (expected: string, contentType: string) =>
  !expected.startsWith('reject:') || contentType === 'text/plain';
