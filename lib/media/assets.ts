import type { Asset } from '@/lib/contracts';
import { mediaInUse, mediaNotFound } from './errors';
import { ORPHAN_AGE_MS } from './limits';
import { findAbandonedAssets, findAsset, findAssets, removeUnusedAssets } from './store/assets';
import { toAsset } from './store/to-asset';
import { removeFiles } from './store-files';

/** Of one sweep; the next one comes within the hour. */
const MAX_SWEPT_ASSETS = 500;

/** The owner's asset, or null: what is another's is not there. */
export async function getAsset(ownerId: string, id: string): Promise<Asset | null> {
  const row = await findAsset(ownerId, id);
  return row && toAsset(row);
}

/** Throws `media.not_found`. */
export async function requireAsset(ownerId: string, id: string): Promise<Asset> {
  const asset = await getAsset(ownerId, id);
  if (!asset) throw mediaNotFound();
  return asset;
}

/** Those of the ids that are the owner's, in the order given, each once. One query. */
export async function listAssets(ownerId: string, ids: string[]): Promise<Asset[]> {
  const rows = new Map((await findAssets(ownerId, ids)).map((row) => [row.id, row]));
  return [...new Set(ids)].flatMap((id) => {
    const row = rows.get(id.toLowerCase());
    return row ? [toAsset(row)] : [];
  });
}

/** Deletes an asset with its bytes. Throws `media.not_found`, or `media.in_use` while a message shows it. */
export async function deleteAsset(ownerId: string, id: string): Promise<void> {
  const removed = await deleteUnusedAssets(ownerId, [id]);
  if (removed.length > 0) return;
  throw (await findAsset(ownerId, id)) ? mediaInUse() : mediaNotFound();
}

/** Deletes those of the owner's assets that no message shows; returns their ids. */
export async function deleteUnusedAssets(ownerId: string, ids: string[]): Promise<string[]> {
  const removed = await removeUnusedAssets(ownerId, ids);
  // Rows first: bytes without a row are swept, a row without bytes is a broken picture.
  for (const { keys, driver } of removed) await removeFiles(keys, driver);
  return removed.map(({ id }) => id);
}

/**
 * Deletes the assets that a crash kept from being deleted: those of deleted conversations, and pictures drawn for
 * an answer that never got them. Returns how many. An upload that was not sent stays until its owner deletes it.
 */
export async function sweepAbandoned(now = new Date()): Promise<number> {
  const drawnBefore = new Date(now.getTime() - ORPHAN_AGE_MS);
  const found = await findAbandonedAssets({ expiredBy: now, drawnBefore }, MAX_SWEPT_ASSETS);
  let deleted = 0;
  for (const { ownerId, id } of found) deleted += (await deleteUnusedAssets(ownerId, [id])).length;
  return deleted;
}
