import { type EndingAsset, expireWithin, listEnding } from '@/lib/media';
import { logger } from '@/lib/platform/logger';
import { changeAsset } from './change-asset';

/**
 * Ends what is older than MEDIA_LIFECYCLE_DAYS, wherever it is kept: the bytes are deleted, and the messages that show
 * it say so. Each ends by itself: what is left when this process dies ends with the next round. Returns how many ended.
 */
export async function expireMedia(now = new Date()): Promise<number> {
  let expired = 0;
  for await (const asset of listEnding(now)) {
    try {
      if (await expire(asset)) expired += 1;
    } catch (error) {
      logger.warn('asset not ended', { assetId: asset.id, error });
    }
  }
  if (expired > 0) logger.info('media expired', { expired });
  return expired;
}

async function expire(asset: EndingAsset): Promise<boolean> {
  const outcome: { ended: Awaited<ReturnType<typeof expireWithin>> } = { ended: null };
  const isExpired = await changeAsset(asset.ownerId, asset.id, 'asset.expired', async (tx) => {
    outcome.ended = await expireWithin(tx, asset);
    return outcome.ended !== null;
  });
  // The row first: bytes without a row are swept, a row without bytes is a broken picture.
  if (isExpired) await outcome.ended?.removeBytes();
  return isExpired;
}
