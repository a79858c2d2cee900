import type { FileBytes } from './file-bytes';
import type { TrackFacts } from './track-facts';

type Page = { serial: number; isFirst: boolean; bodyAt: number; body: Buffer };
type Stream = { serial: number; kind: 'audio' | 'video'; codec: string } & OggClock;
type OggClock = { toSeconds(granule: bigint): number; width?: number; height?: number };

/** Every stream begins with a page of its own, before any sound. */
const MAX_STREAMS = 32;
const HEAD_BYTES = 64 * 1024;
/** A page is at most 65,307 bytes; the last ones of sound and film lie near the end. */
const TAIL_BYTES = 1024 * 1024;
const PAGE_HEADER_BYTES = 27;
const NO_GRANULE = 0xffff_ffff_ffff_ffffn;

/** The streams of an Ogg file; one without pages of sound or film behind its first does not count. */
export async function readOgg(file: FileBytes): Promise<TrackFacts> {
  const head = await file.read(0, HEAD_BYTES);
  const streams: Stream[] = [];
  for (let page = readPage(head, 0); page?.isFirst; page = readPage(head, page.bodyAt + page.body.length)) {
    const stream = identify(page);
    if (stream) streams.push(stream);
    if (streams.length === MAX_STREAMS) break;
  }
  const ends = lastGranules(await file.read(Math.max(0, file.size - TAIL_BYTES), TAIL_BYTES));
  const played = streams.filter(({ serial }) => (ends.get(serial) ?? 0n) > 0n);
  const film = played.find(({ kind }) => kind === 'video');
  const sound = played.find(({ kind }) => kind === 'audio');
  const seconds = played.map(({ serial, toSeconds }) => toSeconds(ends.get(serial) ?? 0n));
  return {
    film: film ? { codec: film.codec, width: film.width ?? null, height: film.height ?? null } : null,
    sound: sound ? { codec: sound.codec } : null,
    seconds: seconds.length > 0 ? Math.max(...seconds) : null,
    obstacle: null,
  };
}

function readPage(bytes: Buffer, at: number): Page | null {
  if (at + PAGE_HEADER_BYTES > bytes.length || bytes.toString('latin1', at, at + 4) !== 'OggS') return null;
  const segments = bytes.readUInt8(at + 26);
  const bodyAt = at + PAGE_HEADER_BYTES + segments;
  if (bodyAt > bytes.length) return null;
  const length = bytes.subarray(at + PAGE_HEADER_BYTES, bodyAt).reduce((sum, size) => sum + size, 0);
  return {
    serial: bytes.readUInt32LE(at + 14),
    isFirst: (bytes.readUInt8(at + 5) & 2) !== 0,
    bodyAt,
    body: bytes.subarray(bodyAt, bodyAt + length),
  };
}

/** The position of the last page of each stream. Only headers are looked at: crafted bytes can look like many pages. */
function lastGranules(tail: Buffer): Map<number, bigint> {
  const ends = new Map<number, bigint>();
  for (let at = tail.indexOf('OggS'); at !== -1; ) {
    if (at + PAGE_HEADER_BYTES > tail.length) break;
    const bodyAt = at + PAGE_HEADER_BYTES + tail.readUInt8(at + 26);
    if (bodyAt > tail.length) break;
    const granule = tail.readBigUInt64LE(at + 6);
    if (granule !== NO_GRANULE) ends.set(tail.readUInt32LE(at + 14), granule);
    at = tail.indexOf('OggS', bodyAt);
  }
  return ends;
}

function identify({ serial, body }: Page): Stream | null {
  const found = codecs.find(({ mark }) => body.toString('latin1', 0, mark.length) === mark);
  if (!found || body.length < found.leastBytes) return null;
  return { serial, kind: found.kind, codec: found.codec, ...found.readClock(body) };
}

const atRate = (rate: number, skipped = 0): OggClock => ({
  toSeconds: (granule) => (rate > 0 ? Math.max(0, Number(granule) - skipped) / rate : 0),
});

type Codec = {
  mark: string;
  kind: 'audio' | 'video';
  codec: string;
  leastBytes: number;
  readClock(body: Buffer): OggClock;
};

const codecs: Codec[] = [
  {
    ...{ mark: 'OpusHead', kind: 'audio', codec: 'opus', leastBytes: 19 },
    readClock: (body) => atRate(48_000, body.readUInt16LE(10)),
  },
  {
    ...{ mark: '\x01vorbis', kind: 'audio', codec: 'vorbis', leastBytes: 30 },
    readClock: (body) => atRate(body.readUInt32LE(12)),
  },
  {
    ...{ mark: 'Speex   ', kind: 'audio', codec: 'speex', leastBytes: 40 },
    readClock: (body) => atRate(body.readUInt32LE(36)),
  },
  {
    ...{ mark: '\x7fFLAC', kind: 'audio', codec: 'flac', leastBytes: 30 },
    readClock: (body) => atRate(body.readUIntBE(27, 3) >>> 4),
  },
  { ...{ mark: '\x80theora', kind: 'video', codec: 'theora', leastBytes: 42 }, readClock: readTheora },
  {
    ...{ mark: 'OVP80', kind: 'video', codec: 'vp8', leastBytes: 26 },
    // Frames in the upper half of the position, at a rate given as a fraction.
    readClock: (body) => {
      const [rate, scale] = [body.readUInt32BE(18), body.readUInt32BE(22)];
      return {
        toSeconds: (granule) => (rate > 0 ? (Number(granule >> 32n) * scale) / rate : 0),
        width: body.readUInt16BE(8),
        height: body.readUInt16BE(10),
      };
    },
  },
];

function readTheora(body: Buffer): OggClock {
  const [rate, scale] = [body.readUInt32BE(22), body.readUInt32BE(26)];
  const shift = BigInt((body.readUInt16BE(40) >>> 5) & 31);
  return {
    // The number of the last key frame, and how many frames followed it.
    toSeconds: (granule) => {
      const frames = (granule >> shift) + (granule & ((1n << shift) - 1n));
      return rate > 0 ? (Number(frames) * scale) / rate : 0;
    },
    width: body.readUIntBE(14, 3),
    height: body.readUIntBE(17, 3),
  };
}
