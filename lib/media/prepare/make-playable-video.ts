import { readContainer } from '../adapters/mediabunny/read-container';
import { PLAYABLE_SIDE, PLAYABLE_TIMEOUT_MS } from '../limits';
import { convert, type Desk, lengthArgs, madeFile } from './convert';
import { fitWithin } from './picture-filters';

const STAGE = 'Making a copy that plays everywhere';

/** By preference. The first is the better one; distributions without patents have the second. */
const encoders: [string, readonly string[]][] = [
  ['libx264', ['-preset', 'veryfast', '-crf', '23', '-maxrate', '6M', '-bufsize', '12M']],
  ['libopenh264', ['-b:v', '3M']],
];
/** On one thread without native code, more than this would take longer than people wait. */
const WASM_SIDE = 854;

/**
 * Keeps `playable`: H.264 and AAC in an MP4 of at most 1080p whose index comes first. False when this ffmpeg cannot
 * make it. Throws what runFfmpeg throws; telling progress between the fractions `from` and 1.
 */
export async function makePlayableVideo(
  desk: Desk,
  durationMs: number | null,
  from: number,
): Promise<boolean> {
  const { converter, work } = desk;
  const encoder = encoders.find(([name]) => converter.encoders.has(name));
  if (!encoder) return false;
  const [name, settings] = encoder;
  const isSlow = converter.kind === 'wasm';
  const preset = isSlow && name === 'libx264' ? ['-preset', 'ultrafast'] : [];
  work.tell(STAGE, from);
  await convert(desk, {
    outputs: [
      [
        ...['-map', '0:V:0', '-map', '0:a:0?', ...lengthArgs(desk)],
        ...['-vf', fitWithin(isSlow ? WASM_SIDE : PLAYABLE_SIDE, 2), '-pix_fmt', 'yuv420p'],
        ...['-c:v', name, ...settings, ...preset, '-threads', '2'],
        ...['-c:a', 'aac', '-b:a', '128k', '-ac', '2', '-movflags', '+faststart', 'playable.mp4'],
      ],
    ],
    timeoutMs: PLAYABLE_TIMEOUT_MS,
    onProgress: (atMs) => durationMs && work.tell(STAGE, from + (1 - from) * Math.min(1, atMs / durationMs)),
  });
  const file = await madeFile(desk, 'playable.mp4');
  const facts = file === null ? null : await readContainer(file);
  if (file === null || !facts?.video) return false;
  if (durationMs === null) work.learn({ durationMs: facts.durationMs });
  const { width, height } = facts.video;
  await work.keep({
    name: 'playable',
    file,
    contentType: 'video/mp4',
    extension: 'mp4',
    width,
    height,
    atMs: null,
  });
  return true;
}
