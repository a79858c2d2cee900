import type { Transaction } from '@/lib/platform/transaction';

/** Keeps what a model saw in a picture or film; false when there is a description, or the asset is gone. */
export async function keepDescription(
  tx: Transaction,
  ownerId: string,
  id: string,
  description: string,
): Promise<boolean> {
  const { count } = await tx.mediaAsset.updateMany({
    where: { id, owner_id: ownerId, description: null },
    data: { description, updated_at: new Date() },
  });
  return count > 0;
}
