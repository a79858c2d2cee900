import { isId } from '@/lib/kernel';
import { db, type Transaction } from '@/lib/platform/db';
import type { Prisma } from '@/prisma/generated/client';
import type { LearnedFacts } from '../prepare-ports';
import type { AssetRow } from './to-asset';

/*
 * Everything here changes an asset only while it is `processing`: one that was deleted, expired or withdrawn meanwhile
 * is left alone, and the caller is told.
 */

const processing = (ownerId: string, id: string) => ({ id, owner_id: ownerId, status: 'processing' });

/** The owner's asset while it is being prepared, or null. */
export async function findProcessing(ownerId: string, id: string): Promise<AssetRow | null> {
  if (!isId(id)) return null;
  return db().mediaAsset.findFirst({ where: processing(ownerId, id), include: { variants: true } });
}

export async function saveProgress(
  tx: Transaction,
  ownerId: string,
  id: string,
  { stage, percent }: { stage: string; percent: number },
): Promise<boolean> {
  return change(tx, ownerId, id, { stage, progress: percent });
}

/** Notes what the scanner said, so that it is not asked again. */
export async function saveVerdict(ownerId: string, id: string, verdict: string): Promise<boolean> {
  return change(db(), ownerId, id, { scan_verdict: verdict });
}

export type NewVariant = Omit<Prisma.AssetVariantUncheckedCreateInput, 'asset_id'>;

/** Adds or replaces a variant. Returns the key of the bytes it replaced, or null when the asset is not there. */
export async function saveVariant(
  ownerId: string,
  id: string,
  variant: NewVariant,
  facts: LearnedFacts,
): Promise<{ replacedKey: string | null } | null> {
  return db().$transaction(async (tx) => {
    // Locks the row, so that it cannot be deleted in between.
    if (!(await change(tx, ownerId, id, toColumns(facts)))) return null;
    const where = { asset_id_name: { asset_id: id, name: variant.name } };
    const before = await tx.assetVariant.findUnique({ where });
    await tx.assetVariant.upsert({ where, create: { ...variant, asset_id: id }, update: variant });
    return { replacedKey: before?.storage_key ?? null };
  });
}

export async function markReady(
  tx: Transaction,
  ownerId: string,
  id: string,
  { facts, previewNote }: { facts: LearnedFacts; previewNote: string | null },
): Promise<boolean> {
  const over = { status: 'ready', stage: null, progress: null, error_code: null, error_message: null };
  return change(tx, ownerId, id, { ...toColumns(facts), ...over, preview_note: previewNote });
}

export async function markFailed(
  tx: Transaction,
  ownerId: string,
  id: string,
  error: { code: string; message: string },
): Promise<boolean> {
  const over = { status: 'failed', stage: null, progress: null };
  return change(tx, ownerId, id, { ...over, error_code: error.code, error_message: error.message });
}

/** Remembers a first failure; the asset goes on being prepared, and the second one ends it. */
export async function noteFailure(
  ownerId: string,
  id: string,
  error: { code: string; message: string },
): Promise<boolean> {
  return change(db(), ownerId, id, { error_code: error.code, error_message: error.message });
}

/** Begins anew with what failed, or what could not all be made. */
export async function markProcessing(tx: Transaction, ownerId: string, id: string): Promise<boolean> {
  const { count } = await tx.mediaAsset.updateMany({
    where: {
      id,
      owner_id: ownerId,
      OR: [{ status: 'failed' }, { status: 'ready', preview_note: { not: null } }],
    },
    data: {
      status: 'processing',
      stage: null,
      progress: null,
      error_code: null,
      error_message: null,
      preview_note: null,
      updated_at: new Date(),
    },
  });
  return count > 0;
}

/** Removes the variants with other names than these, left by an earlier attempt; returns the keys of their bytes. */
export async function removeOtherVariants(tx: Transaction, id: string, names: string[]): Promise<string[]> {
  const where = { asset_id: id, name: { notIn: names } };
  const others = await tx.assetVariant.findMany({ where, select: { storage_key: true } });
  await tx.assetVariant.deleteMany({ where });
  return others.map((variant) => variant.storage_key);
}

/** Assets of everyone that are being prepared, least lately changed first; for the worker alone. */
export async function listProcessing(limit: number): Promise<{ ownerId: string; id: string }[]> {
  const rows = await db().mediaAsset.findMany({
    where: { status: 'processing' },
    select: { owner_id: true, id: true },
    orderBy: { updated_at: 'asc' },
    take: limit,
  });
  return rows.map((row) => ({ ownerId: row.owner_id, id: row.id }));
}

/** Those of the keys that some row names. */
export async function findNamedKeys(keys: string[]): Promise<Set<string>> {
  const where = { storage_key: { in: keys } };
  const select = { storage_key: true } as const;
  const [assets, variants] = await Promise.all([
    db().mediaAsset.findMany({ where, select }),
    db().assetVariant.findMany({ where, select }),
  ]);
  return new Set([...assets, ...variants].map((row) => row.storage_key));
}

async function change(
  tx: Pick<Transaction, 'mediaAsset'>,
  ownerId: string,
  id: string,
  data: Prisma.MediaAssetUncheckedUpdateManyInput,
): Promise<boolean> {
  const where = processing(ownerId, id);
  const { count } = await tx.mediaAsset.updateMany({ where, data: { ...data, updated_at: new Date() } });
  return count > 0;
}

function toColumns(facts: LearnedFacts): Prisma.MediaAssetUncheckedUpdateManyInput {
  return {
    duration_ms: facts.durationMs,
    codec: facts.codec,
    width: facts.width,
    height: facts.height,
    page_count: facts.pageCount,
    waveform: facts.waveform,
    placeholder: facts.placeholder,
  };
}
