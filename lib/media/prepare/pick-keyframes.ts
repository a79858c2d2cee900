import { readRasterFacts } from '../adapters/raster';
import { KEYFRAME_INTERVAL_MS, KEYFRAME_SIDE, KEYFRAMES_TIMEOUT_MS, MAX_KEYFRAMES } from '../limits';
import { convert, type Desk, madeFile } from './convert';
import { fitWithin, jpegArgs } from './picture-filters';

/** A picture of the film, and when it is shown. */
export type Keyframe = { file: string; atMs: number; width: number; height: number };

/** Any rate will do: it only numbers the files. */
const FILES_PER_SECOND = 25;

/**
 * Pictures of the film in order, the first of each five seconds, at most 20 over the whole length. Only its own key
 * frames are decoded; when they are too far apart, the frames between them are decoded too.
 */
export async function pickKeyframes(
  desk: Desk,
  durationMs: number | null,
  onProgress?: (atMs: number) => void,
): Promise<Keyframe[]> {
  const intervalMs = Math.max(KEYFRAME_INTERVAL_MS, (durationMs ?? 0) / MAX_KEYFRAMES);
  const wanted = Math.min(MAX_KEYFRAMES, Math.ceil((durationMs ?? 0) / intervalMs));
  const quick = await pick(desk, { skip: 'nokey', intervalMs, onProgress });
  if (quick.length > 0 && quick.length >= wanted / 2) return quick;
  // One pass costs less than seeking: with key frames this far apart, each seek would decode most of the film again.
  // Frames that no other frame needs are left out, which saves up to half.
  const full = await pick(desk, { skip: 'noref', intervalMs, onProgress }).catch((error: unknown) => {
    if (desk.work.signal.aborted || quick.length === 0) throw error;
    return [];
  });
  return full.length > quick.length ? full : quick;
}

type Pick = { skip: 'nokey' | 'noref'; intervalMs: number; onProgress?: (atMs: number) => void };

async function pick(desk: Desk, { skip, intervalMs, onProgress }: Pick): Promise<Keyframe[]> {
  const times: number[] = [];
  const seconds = intervalMs / 1000;
  const filters = [
    // The first frame of each interval.
    `select='isnan(prev_selected_t)+gt(floor(t/${seconds}),floor(prev_selected_t/${seconds}))'`,
    fitWithin(KEYFRAME_SIDE, 1),
    'showinfo',
    // Evenly spaced afterwards, or the writer of the files would fill the gaps with copies.
    `settb=AVTB,setpts=N/${FILES_PER_SECOND}/TB`,
  ];
  await convert(desk, {
    inputArgs: ['-skip_frame', skip],
    outputs: [
      [
        ...['-map', '0:V:0', '-vf', filters.join(','), '-r', String(FILES_PER_SECOND)],
        ...['-frames:v', String(MAX_KEYFRAMES), ...jpegArgs, `${skip}_%02d.jpg`],
      ],
    ],
    timeoutMs: KEYFRAMES_TIMEOUT_MS,
    onLine(line) {
      const time = /^\[Parsed_showinfo.*\bpts_time: *(-?[\d.]+)/.exec(line)?.[1];
      if (time) {
        times.push(Math.max(0, Math.round(Number(time) * 1000)));
        onProgress?.(times.at(-1) ?? 0);
      }
    },
  });
  return describe(desk, skip, times, intervalMs);
}

async function describe(
  desk: Desk,
  prefix: string,
  times: number[],
  intervalMs: number,
): Promise<Keyframe[]> {
  const frames: Keyframe[] = [];
  let last = -1;
  for (const [index, atMs] of times.slice(0, MAX_KEYFRAMES).entries()) {
    const file = await madeFile(desk, `${prefix}_${String(index + 1).padStart(2, '0')}.jpg`);
    if (!file) break;
    // Where the size of the film changes, its filters begin anew and choose once more.
    const interval = Math.floor(atMs / intervalMs);
    if (interval === last) continue;
    last = interval;
    const { width, height } = await readRasterFacts(file);
    frames.push({ file, atMs, width, height });
  }
  return frames;
}
