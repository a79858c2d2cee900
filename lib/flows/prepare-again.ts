import type { Asset } from '@/lib/contracts';
import { prepareAgain, requireAsset } from '@/lib/media';
import { changeAsset } from './change-asset';
import { enqueuePreparing } from './prepare-media';

/**
 * Prepares an asset once more that failed, or of which not everything could be made here; told to whoever shows it.
 * Throws `media.not_found`, `media.nothing_to_prepare`.
 */
export async function prepareMediaAgain(ownerId: string, assetId: string): Promise<Asset> {
  await changeAsset(ownerId, assetId, 'job.progressed', async (tx) => {
    const hasChanged = await prepareAgain(tx, ownerId, assetId);
    // Also when it waits already: asking again is how people find out that nothing happens.
    await enqueuePreparing({ assetId, ownerId }, tx);
    return hasChanged;
  });
  return requireAsset(ownerId, assetId);
}
