import type { Input, InputAudioTrack, InputVideoTrack } from 'mediabunny';
import { openContainer } from './open-container';

export type ContainerName =
  | 'mp4'
  | 'quicktime'
  | 'webm'
  | 'matroska'
  | 'ogg'
  | 'wav'
  | 'mp3'
  | 'flac'
  | 'adts'
  | 'mpegts';

/** What the structure of a file tells, without decoding it. Codecs by the names that ffmpeg gives them. */
export type ContainerFacts = {
  container: ContainerName;
  /** From the packets, not from what the header claims. */
  durationMs: number;
  /** False for recordings made in one stream: players cannot tell how long they are, nor seek. */
  tellsDuration: boolean;
  video: { codec: string; width: number; height: number } | null;
  audio: { codec: string } | null;
};

const containers: Record<string, ContainerName> = {
  MP4: 'mp4',
  'QuickTime File Format': 'quicktime',
  WebM: 'webm',
  Matroska: 'matroska',
  Ogg: 'ogg',
  WAVE: 'wav',
  MP3: 'mp3',
  FLAC: 'flac',
  ADTS: 'adts',
  'MPEG Transport Stream': 'mpegts',
};
const codecNames: Record<string, string> = {
  avc: 'h264',
  ulaw: 'pcm_mulaw',
  alaw: 'pcm_alaw',
  'pcm-u8': 'pcm_u8',
  'pcm-s16': 'pcm_s16le',
  'pcm-s24': 'pcm_s24le',
  'pcm-s32': 'pcm_s32le',
  'pcm-f32': 'pcm_f32le',
};
const nameCodec = (codec: string | null) => (codec ? (codecNames[codec] ?? codec) : 'unknown');

/** Files are judged within milliseconds; crafted ones can have millions of packets. */
const TIMEOUT_MS = 10_000;

/** Reads the tracks of a file, or null when it is none of the formats that are known here, or damaged. */
export async function readContainer(file: string): Promise<ContainerFacts | null> {
  const input = openContainer(file);
  // A disposed input ends whatever is being read with an error.
  const deadline = setTimeout(() => input[Symbol.dispose](), TIMEOUT_MS);
  try {
    return await describe(input);
  } catch {
    return null;
  } finally {
    clearTimeout(deadline);
    input[Symbol.dispose]();
  }
}

async function describe(input: Input): Promise<ContainerFacts | null> {
  const container = containers[(await input.getFormat()).name];
  const video = await input.getPrimaryVideoTrack();
  const audio = await input.getPrimaryAudioTrack();
  if (!container || !(video || audio)) return null;
  return {
    container,
    durationMs: Math.round((await input.computeDuration()) * 1000),
    tellsDuration: (await input.getDurationFromMetadata()) !== null,
    video: video && (await describeVideo(video)),
    audio: audio && (await describeAudio(audio)),
  };
}

async function describeVideo(track: InputVideoTrack) {
  return {
    codec: nameCodec(await track.getCodec()),
    width: await track.getDisplayWidth(),
    height: await track.getDisplayHeight(),
  };
}

async function describeAudio(track: InputAudioTrack) {
  return { codec: nameCodec(await track.getCodec()) };
}
