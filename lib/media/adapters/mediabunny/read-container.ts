import { askContainer } from './ask-container';

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

/** Looking takes milliseconds; crafted files can have millions of packets. */
const TIMEOUT_MS = 10_000;

type Described = {
  format: string;
  durationMs: number;
  tellsDuration: boolean;
  video: { codec: string | null; width: number; height: number } | null;
  audio: { codec: string | null } | null;
};

/** Reads the tracks of a file, or null when it is none of the formats that are known here, or damaged. */
export async function readContainer(file: string): Promise<ContainerFacts | null> {
  const deadline = AbortSignal.timeout(TIMEOUT_MS);
  const found = await askContainer<Described>({ task: 'describe', file }, deadline).catch(() => null);
  const container = found && containers[found.format];
  if (!container || !(found.video || found.audio)) return null;
  const { durationMs, tellsDuration, video, audio } = found;
  return {
    container,
    durationMs,
    tellsDuration,
    video: video && { ...video, codec: nameCodec(video.codec) },
    audio: audio && { codec: nameCodec(audio.codec) },
  };
}
