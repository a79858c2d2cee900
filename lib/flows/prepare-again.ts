import type { Asset } from '@/lib/contracts';
import { prepareAgain, requireAsset } from '@/lib/media';
import { changeAsset } from './change-asset';
import { limitTries } from './limit-tries';
import { enqueuePreparing } from './prepare-media';

/**
 * Prepares an asset once more that failed, or of which not everything could be made here; told to whoever shows it.
 * Throws `media.not_found`, `media.nothing_to_prepare`, `media.too_many_tries`.
 */
export async function prepareMediaAgain(ownerId: string, assetId: string): Promise<Asset> {
  await limitTries(ownerId);
  await changeAsset(ownerId, assetId, 'job.progressed', async (tx) => {
    const hasChanged = await prepareAgain(tx, ownerId, assetId);
    // Also when it waits already: asking again is how people find out that nothing happens.
    await enqueuePreparing({ assetId, ownerId }, tx);
    return hasChanged;
  });
  return requireAsset(ownerId, assetId);
}
