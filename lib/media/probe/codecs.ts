import type { ContainerTrack } from '../adapters/inspector/read-container';
import type { TrackFacts } from './track-facts';

/** The least that a decoder of Opus is told. */
const OPUS_SETUP_BYTES = 19;
/** Mono and stereo need no table of channels. */
const PLAIN_FAMILY = 0;
/** Object type 42 of MPEG-4 sound: neither most browsers nor models hear it, and few programs decode it. */
const XHE_AAC = 'mp4a.40.42';

const MAX_CODEC_LENGTH = 24;

/** The names that programs and people use. */
const usualNames: Record<string, string> = {
  avc: 'h264',
  ulaw: 'pcm_mulaw',
  alaw: 'pcm_alaw',
  mp4v: 'mpeg4',
};

/** Short and harmless: the container's own names come from the file as they are. */
export function shortCodec(codec: string | null): string | null {
  if (codec === null) return null;
  const plain = codec.replace(/^[AV]_/, '').toLowerCase();
  return usualNames[codec] ?? (plain.replace(/[^a-z0-9_-]/g, '').slice(0, MAX_CODEC_LENGTH) || null);
}

/** Why nothing plays this track, or null. */
export function findObstacle({
  codec,
  parameters,
  setup,
  isEncrypted,
}: ContainerTrack): TrackFacts['obstacle'] {
  if (isEncrypted) return 'protection';
  if (parameters === XHE_AAC) return 'codec';
  const isBrokenOpus = codec === 'opus' && setup !== null && !isOpusSetup(Buffer.from(setup, 'base64'));
  return isBrokenOpus ? 'codec' : null;
}

function isOpusSetup(setup: Buffer): boolean {
  if (setup.length < OPUS_SETUP_BYTES || setup.toString('latin1', 0, 8) !== 'OpusHead') return false;
  const [channels, family] = [setup.readUInt8(9), setup.readUInt8(18)];
  if (family === PLAIN_FAMILY) return channels === 1 || channels === 2;
  return setup.length >= OPUS_SETUP_BYTES + 2 + channels;
}
