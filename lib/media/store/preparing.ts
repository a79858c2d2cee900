import { isId } from '@/lib/kernel';
import { db, type Transaction } from '@/lib/platform/db';
import type { Prisma } from '@/prisma/generated/client';
import type { LearnedFacts } from '../prepare-ports';
import { lockKeeping } from './owner-lock';
import { findFreedKeys } from './shared-keys';
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

/**
 * Adds or replaces a variant. Returns the keys of the bytes that nobody names any more, or null when the asset is not
 * there.
 */
export async function saveVariant(
  ownerId: string,
  id: string,
  variant: NewVariant,
  facts: LearnedFacts,
): Promise<{ freedKeys: string[] } | null> {
  return db().$transaction(async (tx) => {
    await lockKeeping(tx, ownerId);
    if (!(await change(tx, ownerId, id, toColumns(facts)))) return null;
    const where = { asset_id_name: { asset_id: id, name: variant.name } };
    const before = await tx.assetVariant.findUnique({ where });
    await tx.assetVariant.upsert({ where, create: { ...variant, asset_id: id }, update: variant });
    return { freedKeys: await findFreedKeys(tx, before ? [before.storage_key] : []) };
  });
}

/**
 * Ends preparing. With `keptVariants` the variants of other names go, which an earlier attempt left. Returns the keys
 * of the bytes that nobody names any more, or null when the asset is not there.
 */
export async function markReady(
  tx: Transaction,
  ownerId: string,
  id: string,
  end: { facts: LearnedFacts; previewNote: string | null; keptVariants: string[] | null },
): Promise<{ freedKeys: string[] } | null> {
  await lockKeeping(tx, ownerId);
  const over = { status: 'ready', stage: null, progress: null, error_code: null, error_message: null };
  const columns = { ...toColumns(end.facts), ...over, preview_note: end.previewNote };
  if (!(await change(tx, ownerId, id, columns))) return null;
  if (end.keptVariants === null) return { freedKeys: [] };
  const where = { asset_id: id, name: { notIn: end.keptVariants } };
  const others = await tx.assetVariant.findMany({ where, select: { storage_key: true } });
  await tx.assetVariant.deleteMany({ where });
  return {
    freedKeys: await findFreedKeys(
      tx,
      others.map((other) => other.storage_key),
    ),
  };
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
  // Whoever shares its bytes does so before, or finds that it is not ready.
  await lockKeeping(tx, ownerId);
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
