import type { StorageUsage } from '@/lib/contracts';
import { quotaExceeded } from './errors';
import { quotaBytes } from './limits';
import { findExcess, measureUsage } from './store/usage';

/** What a person keeps here, and how much they may keep. */
export async function getStorageUsage(ownerId: string): Promise<StorageUsage> {
  const { usedBytes, files } = await measureUsage(ownerId);
  return { used_bytes: usedBytes, limit_bytes: quotaBytes(), files };
}

/**
 * Refuses an upload by its announced length, before it is read; what is stored in the end is counted again when its
 * row is written. Throws `media.quota_exceeded`.
 */
export async function requireRoom(ownerId: string, announcedBytes: number | null): Promise<void> {
  const limitBytes = quotaBytes();
  if (limitBytes === null) return;
  const isOver = (await findExcess(ownerId, limitBytes - (announcedBytes ?? 0))) !== null;
  if (isOver) throw quotaExceeded((await measureUsage(ownerId)).usedBytes, limitBytes);
}
