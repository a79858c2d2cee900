import type { Asset } from '@/lib/contracts';
import { db, isUniqueViolation, type Transaction } from '@/lib/platform/db';
import { inTransaction } from '@/lib/platform/transaction';
import { Prisma } from '@/prisma/generated/client';
import { toJson } from './generation-json';
import { lockKeeping } from './owner-lock';
import type { AssetRow } from './to-asset';

/** The columns of an asset that are its own even when it shares its bytes. */
export type TwinColumns = {
  id: string;
  owner_id: string;
  kind: string;
  /** As judged; pictures are kept as something else. */
  content_type: string;
  sha256: string;
  scan_verdict: string;
  source: string;
  generation: Asset['generation'];
  derived_from: string | null;
  version: number;
  filename: string | null;
  created_at: Date;
};

const withVariants = { variants: { orderBy: { name: 'asc' } } } as const;
/** Copies of copies name the same bytes: the first of them stand for all. */
const MAX_TWINS = 3;

/** The owner's assets made of these bytes in the same way and ready, the newest first. */
export async function findTwins(given: TwinColumns, driver: string): Promise<AssetRow[]> {
  return db().mediaAsset.findMany({
    where: { ...twinWhere(given), storage_driver: driver },
    include: withVariants,
    orderBy: [{ created_at: 'desc' }, { id: 'desc' }],
    take: MAX_TWINS,
  });
}

/**
 * Writes an asset that shares the bytes of `firstId`, with what is known of them, and what `alongside` writes. Null when that one is not there any
 * more as it was found, or when the id is in use.
 */
export async function insertTwin(
  firstId: string,
  given: TwinColumns,
  alongside: (tx: Transaction, row: AssetRow) => Promise<void>,
): Promise<AssetRow | null> {
  try {
    return await inTransaction(async (tx) => {
      // Whoever deletes the first one comes before, and it is gone, or after, and sees this one.
      await lockKeeping(tx, given.owner_id);
      const first = await tx.mediaAsset.findFirst({
        where: { ...twinWhere(given), id: firstId },
        include: withVariants,
      });
      if (!first) return null;
      const row = await copyRow(tx, first, given);
      await alongside(tx, row);
      return row;
    });
  } catch (error) {
    if (isUniqueViolation(error)) return null;
    throw error;
  }
}

function twinWhere({ owner_id, kind, content_type, sha256, scan_verdict, source }: TwinColumns) {
  return {
    owner_id,
    sha256,
    kind,
    source,
    status: 'ready',
    // The same text may be a table under one name and a note under another.
    ...(kind === 'image' ? {} : { content_type }),
    // What could not be scanned now passes with bytes that were found clean, not with unscanned ones.
    scan_verdict: { in: [...new Set([scan_verdict, 'clean'])].filter((verdict) => verdict !== 'pending') },
  };
}

async function copyRow(tx: Transaction, first: AssetRow, given: TwinColumns): Promise<AssetRow> {
  const { variants, ...known } = first;
  return tx.mediaAsset.create({
    data: {
      ...known,
      id: given.id,
      filename: given.filename,
      generation: toJson(given.generation) ?? Prisma.DbNull,
      derived_from: given.derived_from,
      version: given.version,
      transcript: known.transcript ?? Prisma.DbNull,
      created_at: given.created_at,
      updated_at: given.created_at,
      expires_at: null,
      // Whether one is wanted of this one is decided alongside.
      transcription_status: null,
      transcription_error: null,
      variants: { create: variants.map(({ asset_id: _ofTheFirst, ...variant }) => variant) },
    },
    include: withVariants,
  });
}
