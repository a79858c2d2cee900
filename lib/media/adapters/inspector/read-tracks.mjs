// Loaded when the first tracks are asked for: pictures need none of it.
import {
  ADTS,
  CustomSource,
  EncodedPacketSink,
  FLAC,
  Input,
  MATROSKA,
  MP4,
  MPEG_TS,
  QTFF,
  WEBM,
} from 'mediabunny';

/** Formats whose files hold everything they play: a playlist would name other files. */
const formats = [MP4, QTFF, MATROSKA, WEBM, FLAC, ADTS, MPEG_TS];
/** Sample entries of protected tracks, of Common Encryption and of FairPlay. */
const protectedEntries = new Set(['encv', 'enca', 'drms', 'drmi']);
/** Of ten tracks all are looked at; a file with hundreds was made to be slow. */
const MAX_TRACKS = 64;
/** How finely the end of a file that was cut off is looked for. */
const STEP_SECONDS = 0.1;
const MAX_STEPS = 40;
const CACHE_BYTES = 8 * 1024 * 1024;
/** The `ftyp` of QuickTime, for films of cameras from before there was one. */
const quickTimeStart = Buffer.from('0000001466747970717420200000000071742020', 'hex');

/** The container's name and its tracks, as `read-container.ts` describes them. Throws when it is none that is known. */
export async function readTracks(handle, startsAtBox) {
  const start = startsAtBox ? quickTimeStart : Buffer.alloc(0);
  const { size } = await handle.stat();
  const input = new Input({
    formats,
    source: new CustomSource({
      getSize: () => size + start.length,
      read: (from, to) => readRange(handle, start, from, to),
      maxCacheSize: CACHE_BYTES,
      prefetchProfile: 'fileSystem',
    }),
  });
  try {
    const format = await input.getFormat();
    const tracks = [];
    for (const track of (await input.getTracks()).slice(0, MAX_TRACKS)) {
      if (track.isVideoTrack() || track.isAudioTrack()) tracks.push(await describe(track));
    }
    return { container: format.name, tracks };
  } finally {
    input.dispose();
  }
}

async function readRange(handle, start, from, to) {
  const bytes = Buffer.alloc(to - from);
  const ofStart = start.subarray(from, to);
  ofStart.copy(bytes);
  await handle.read(bytes, ofStart.length, to - from - ofStart.length, Math.max(0, from - start.length));
  return bytes;
}

async function describe(track) {
  const sink = new EncodedPacketSink(track);
  const entry = await track.getInternalCodecId();
  const first = await sink.getFirstPacket({ metadataOnly: true }).catch(() => null);
  const hasSamples = first !== null && first.byteLength > 0;
  const isVideo = track.isVideoTrack();
  return {
    kind: isVideo ? 'video' : 'audio',
    codec: (await track.getCodec()) ?? (typeof entry === 'string' ? entry : null),
    parameters: await track.getCodecParameterString().catch(() => null),
    setup: await readSetup(track),
    width: isVideo ? await track.getDisplayWidth() : null,
    height: isVideo ? await track.getDisplayHeight() : null,
    hasSamples,
    isEncrypted: protectedEntries.has(String(entry)),
    isSingle: hasSamples && (await isSingle(sink)),
    startSeconds: first?.timestamp ?? 0,
    endSeconds: hasSamples ? await readEnd(track, sink) : null,
  };
}

/** What the decoder is told before the first sample; of Opus and AAC short, and telling. */
async function readSetup(track) {
  const config = await track.getDecoderConfig().catch(() => null);
  const { description } = config ?? {};
  return description
    ? Buffer.from(
        description.buffer ?? description,
        description.byteOffset ?? 0,
        description.byteLength,
      ).toString('base64')
    : null;
}

async function isSingle(sink) {
  const metadataOnly = { metadataOnly: true };
  const first = await sink.getFirstPacket(metadataOnly);
  return first !== null && (await sink.getNextPacket(first, metadataOnly)) === null;
}

/** When the last sample ends whose bytes are there: the tables of a file cut off promise more. */
async function readEnd(track, sink) {
  const last = await sink.getPacket(Number.POSITIVE_INFINITY, { metadataOnly: true }).catch(() => null);
  if (!last) return null;
  if (await isThere(sink, last.timestamp))
    return track.computeDuration().catch(() => last.timestamp + last.duration);
  let [there, missing] = [0, last.timestamp];
  for (let step = 0; step < MAX_STEPS && missing - there > STEP_SECONDS; step += 1) {
    const middle = (there + missing) / 2;
    if (await isThere(sink, middle)) there = middle;
    else missing = middle;
  }
  return there;
}

const isThere = (sink, seconds) =>
  sink.getPacket(seconds).then(
    (packet) => packet !== null,
    () => false,
  );
