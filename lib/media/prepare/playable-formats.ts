import type { ContainerName } from '../adapters/mediabunny/read-container';
import type { RemuxTarget } from '../adapters/mediabunny/remux';

/** What must be done so that every current browser can play a file, tell how long it is and seek in it. */
export type PlayablePlan = { do: 'nothing' } | { do: 'remux'; format: RemuxTarget } | { do: 'encode' };

/** As far as it is known; null: in a container that cannot be looked into here, or no such track. */
export type Played = {
  container: ContainerName | null;
  tellsDuration: boolean;
  videoCodec: string | null;
  /** Of the pictures of a video, by ffmpeg's name; null when it is not known. */
  pixelFormat: string | null;
  audioCodec: string | null;
};

type Codecs = { video: string[]; audio: string[] };

/**
 * What Chromium, Firefox and Safari all play without special hardware. Left out on purpose: HEVC and AV1, which need
 * it somewhere; Ogg, which Safari learned only lately; surround sound of films.
 */
const playable: Partial<Record<ContainerName, Codecs>> = {
  mp4: { video: ['h264', 'vp9'], audio: ['aac', 'mp3', 'opus', 'flac'] },
  quicktime: { video: ['h264'], audio: ['aac', 'mp3'] },
  webm: { video: ['vp8', 'vp9'], audio: ['opus', 'vorbis'] },
  mp3: { video: [], audio: ['mp3'] },
  wav: { video: [], audio: ['pcm_u8', 'pcm_s16le', 'pcm_s24le', 'pcm_f32le'] },
  flac: { video: [], audio: ['flac'] },
};

/** Into which container tracks go that are fine themselves; the first that takes them all. */
const remuxTargets: [RemuxTarget, Codecs][] = [
  ['webm', { video: ['vp8', 'vp9'], audio: ['opus', 'vorbis'] }],
  ['mp4', { video: ['h264'], audio: ['aac', 'mp3'] }],
  ['mp3', { video: [], audio: ['mp3'] }],
  ['flac', { video: [], audio: ['flac'] }],
];

/** More than eight bits, or colour at full resolution, is for studios: browsers decode it partly or not at all. */
const browserPixels = ['yuv420p', 'yuvj420p'];

export function planPlayable(played: Played): PlayablePlan {
  const { container, tellsDuration, videoCodec, pixelFormat } = played;
  if (videoCodec && pixelFormat && !browserPixels.includes(pixelFormat)) return { do: 'encode' };
  const known = container && playable[container];
  if (known && tellsDuration && takes(known, played)) return { do: 'nothing' };
  // Only what could be looked into can be taken apart.
  const target = container ? remuxTargets.find(([, codecs]) => takes(codecs, played)) : undefined;
  return target ? { do: 'remux', format: target[0] } : { do: 'encode' };
}

function takes(codecs: Codecs, { videoCodec, audioCodec }: Played): boolean {
  return (
    (videoCodec === null || codecs.video.includes(videoCodec)) &&
    (audioCodec === null || codecs.audio.includes(audioCodec))
  );
}
