import { env } from '@/lib/platform/env';
import type { Transaction } from '@/lib/platform/transaction';
import { mediaExpired } from './errors';
import { findEnding, markExpired } from './store/expiry';
import { removeFiles } from './store-files';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Looked up at a time. */
const BATCH = 200;

export type EndingAsset = { id: string; ownerId: string };

/** The assets that are older than MEDIA_LIFECYCLE_DAYS, oldest first; none when that is 0. */
export async function* listEnding(now: Date): AsyncGenerator<EndingAsset> {
  const days = env().MEDIA_LIFECYCLE_DAYS;
  if (days === 0) return;
  const before = new Date(now.getTime() - days * DAY_MS);
  let after: { createdAt: Date; id: string } | null = null;
  for (;;) {
    const batch = await findEnding(before, after, BATCH);
    yield* batch;
    // Goes on behind the last one, so that one which cannot be ended does not keep the others.
    after = batch.at(-1) ?? null;
    if (batch.length < BATCH) return;
  }
}

/**
 * Ends an asset within `tx`. Returns what deletes its bytes, to be called once that is committed, or null when it is
 * not there or has ended already. Bytes that a younger asset shares stay.
 */
export async function expireWithin(
  tx: Transaction,
  { ownerId, id }: EndingAsset,
): Promise<{ removeBytes(): Promise<void> } | null> {
  const { code, publicMessage: message } = mediaExpired();
  const ended = await markExpired(tx, ownerId, id, { code, message });
  return ended && { removeBytes: () => removeFiles(ended.keys, ended.driver) };
}
