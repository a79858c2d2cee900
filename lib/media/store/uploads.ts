import { isId } from '@/lib/kernel';
import { db } from '@/lib/platform/db';
import type { Upload } from '@/prisma/generated/client';

export type UploadRow = Upload;
export type NewUpload = Pick<
  UploadRow,
  'id' | 'owner_id' | 'size_bytes' | 'filename' | 'declared_type' | 'conversation_id'
>;

/**
 * Writes a new upload; null when the owner's unfinished ones would become more than `limit` allows.
 */
export async function insertUpload(
  upload: NewUpload,
  limit: { maxCount: number; maxBytes: number },
): Promise<UploadRow | null> {
  return db().$transaction(async (tx) => {
    // One at a time per owner: two that count at once would both find room.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('uploads.' || ${upload.owner_id}, 0))`;
    const open = await tx.upload.aggregate({
      where: { owner_id: upload.owner_id, asset_id: null, error_code: null },
      _count: true,
      _sum: { size_bytes: true },
    });
    const bytes = Number(open._sum.size_bytes ?? 0) + Number(upload.size_bytes);
    if (open._count >= limit.maxCount || bytes > limit.maxBytes) return null;
    return tx.upload.create({ data: upload });
  });
}

/** The owner's upload, or null. */
export async function findUpload(ownerId: string, id: string): Promise<UploadRow | null> {
  if (!isId(id)) return null;
  return db().upload.findFirst({ where: { id, owner_id: ownerId } });
}

/** Notes that something happened to it, and what became of it when that is known. */
export async function updateUpload(
  ownerId: string,
  id: string,
  change: Partial<Pick<UploadRow, 'asset_id' | 'error_code' | 'error_message'>> = {},
): Promise<void> {
  await db().upload.updateMany({
    where: { id, owner_id: ownerId },
    data: { ...change, updated_at: new Date() },
  });
}

export async function deleteUpload(ownerId: string, id: string): Promise<void> {
  await db().upload.deleteMany({ where: { id, owner_id: ownerId } });
}

/** The ids of everyone's unfinished uploads that nothing happened to since; for the sweep alone. */
export async function findOldUploads(olderThan: Date): Promise<string[]> {
  const rows = await db().upload.findMany({
    where: { updated_at: { lt: olderThan }, asset_id: null, error_code: null },
    select: { id: true },
    orderBy: { updated_at: 'asc' },
  });
  return rows.map(({ id }) => id);
}

/** Deletes the rows of everyone that nothing happened to since; for the sweep alone. Returns their ids. */
export async function deleteOldUploads(olderThan: Date): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    delete from uploads where updated_at < ${olderThan} returning id`;
  return rows.map(({ id }) => id);
}

/** Those of the ids that are uploads of anyone; for the sweep alone. */
export async function findKnownUploads(ids: string[]): Promise<Set<string>> {
  const rows = await db().upload.findMany({ where: { id: { in: ids.filter(isId) } }, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}
