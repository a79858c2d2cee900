import type { Transaction } from '@/lib/platform/db';

/** Any number that nobody else locks by. */
const LOCK_FAMILY = 0x6d6564;

/**
 * Lets one transaction at a time add to or take from what a person keeps: whoever shares the bytes of another file
 * and whoever deletes them see each other, and so do uploads that share what is left of the quota. In the order of
 * locks it comes after conversations and runs and before the assets' rows.
 */
export async function lockKeeping(tx: Transaction, ownerId: string): Promise<void> {
  // Cast to text: the driver has no type for a lock's void.
  await tx.$queryRaw`select pg_advisory_xact_lock(${LOCK_FAMILY}::int, hashtext(${ownerId}::text))::text`;
}
