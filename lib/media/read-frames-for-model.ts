import { mediaNotReady } from './errors';
import { storageOf } from './storage';
import { findAsset } from './store/assets';

/** A moment of a video. */
export type Frame = { atMs: number; mediaType: string; bytes: Uint8Array };

/**
 * Pictures of a video's moments in order, at most `maxFrames`, evenly over the whole. None when there are none, or
 * when it is no video. Throws `media.not_ready`.
 */
export async function readFramesForModel(ownerId: string, id: string, maxFrames: number): Promise<Frame[]> {
  const row = await findAsset(ownerId, id);
  if (row?.kind !== 'video') return [];
  // While a copy of it is still converted, its moments can be looked at.
  const isThere = row.status === 'ready' || row.status === 'processing';
  if (!isThere || row.scan_verdict === 'pending') throw mediaNotReady();
  const moments = row.variants
    .filter(({ name }) => name.startsWith('keyframe_'))
    .sort((a, b) => (a.at_ms ?? 0) - (b.at_ms ?? 0));
  const kept = storageOf(row.storage_driver);
  return Promise.all(
    spread(moments, maxFrames).map(async (moment) => ({
      atMs: moment.at_ms ?? 0,
      mediaType: moment.content_type,
      bytes: Buffer.concat(await (await kept.open(moment.storage_key)).toArray()),
    })),
  );
}

/** At most `count` of them, at even distances, beginning with the first. */
function spread<T>(all: T[], count: number): T[] {
  if (all.length <= count) return all;
  return Array.from({ length: count }, (_, index) => all[Math.floor((index * all.length) / count)] as T);
}
