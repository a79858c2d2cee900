import {
  dropOldUploads,
  findMissing,
  listOldUploads,
  type MissingBytes,
  repairWithin,
  sweepOrphans,
  UPLOAD_AGE_MS,
} from '@/lib/media';
import { changeAsset } from './change-asset';

/** When most of many assets seem to have no bytes, the storage is the wrong one or is not attached. */
const MANY_MISSING = 50;

export type MediaReport = {
  dry_run: boolean;
  files: { checked: number; orphans: string[]; removed: number; refused: boolean };
  assets: {
    checked: number;
    unreachable: number;
    missing: { id: string; filename: string | null; what: MissingBytes['what']; keys: string[] }[];
    repaired: number;
    refused: boolean;
  };
  uploads: { unfinished: string[]; dropped: number };
};

/**
 * Holds the stored files against the database, both ways. Files that no asset names are removed, assets without bytes
 * say so and to whoever shows them, uploads that nobody goes on with are dropped. With `dryRun` only reports.
 */
export async function repairMedia({ dryRun }: { dryRun: boolean }): Promise<MediaReport> {
  const now = new Date();
  const olderThan = new Date(now.getTime() - UPLOAD_AGE_MS);
  const unfinished = await listOldUploads(olderThan);
  const dropped = dryRun ? 0 : await dropOldUploads(olderThan);
  const files = await sweepOrphans(now, { dryRun });
  const { checked, unreachable, missing } = await findMissing();
  const lost = missing.filter(({ what }) => what !== 'found').length;
  const refused = lost > MANY_MISSING && lost * 2 > checked;
  let repaired = 0;
  if (!dryRun && !refused) for (const one of missing) if (await repair(one)) repaired += 1;
  return {
    dry_run: dryRun,
    files: {
      checked: files.checked,
      orphans: files.keys,
      removed: files.removed,
      refused: files.refused,
    },
    assets: {
      checked,
      unreachable,
      missing: missing.map(({ id, filename, what, keys }) => ({ id, filename, what, keys })),
      repaired,
      refused,
    },
    uploads: { unfinished, dropped: dropped + files.unfinished },
  };
}

function repair(missing: MissingBytes): Promise<boolean> {
  const type = missing.what === 'original' ? 'asset.failed' : 'asset.ready';
  return changeAsset(missing.ownerId, missing.id, type, (tx) => repairWithin(tx, missing));
}
