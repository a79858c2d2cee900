import path from 'node:path';
import { readContainer } from '../adapters/mediabunny/read-container';
import { type RemuxTarget, remux } from '../adapters/mediabunny/remux';
import type { PrepareWork } from '../prepare-ports';

const audioNames: Record<RemuxTarget, { contentType: string; extension: string }> = {
  mp4: { contentType: 'audio/mp4', extension: 'm4a' },
  webm: { contentType: 'audio/webm', extension: 'weba' },
  mp3: { contentType: 'audio/mpeg', extension: 'mp3' },
  flac: { contentType: 'audio/flac', extension: 'flac' },
};
const videoNames: Partial<typeof audioNames> = {
  mp4: { contentType: 'video/mp4', extension: 'mp4' },
  webm: { contentType: 'video/webm', extension: 'webm' },
};

/** Keeps the tracks of the original in another container as `playable`; false when they do not fit there. */
export async function remuxPlayable(
  work: PrepareWork,
  format: RemuxTarget,
  tracks: ('video' | 'audio')[],
): Promise<boolean> {
  const isVideo = tracks.includes('video');
  const names = (isVideo ? videoNames : audioNames)[format];
  const target = path.join(work.folder, 'remuxed');
  if (!names || !(await remux({ source: work.source, target, format, tracks, signal: work.signal })))
    return false;
  const size = isVideo ? (await readContainer(target))?.video : null;
  const { width = null, height = null } = size ?? {};
  await work.keep({ name: 'playable', file: target, ...names, width, height, atMs: null });
  return true;
}
