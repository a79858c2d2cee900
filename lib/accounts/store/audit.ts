import { db, type Transaction } from '@/lib/platform/db';
import type { AuditEntry, Prisma } from '@/prisma/generated/client';

export type NewAuditEntry = {
  id: string;
  owner_id: string;
  action: string;
  subject: string;
  details: Prisma.InputJsonObject;
};

export async function insertAuditEntry(entry: NewAuditEntry, tx?: Transaction): Promise<void> {
  await (tx ?? db()).auditEntry.create({ data: entry });
}

/** Of everyone, latest first; for the administrator. */
export async function listAuditEntries({
  limit,
  ownerId,
  action,
  before,
}: {
  limit: number;
  ownerId?: string;
  action?: string;
  before?: string;
}): Promise<AuditEntry[]> {
  const where = {
    ...(ownerId !== undefined && { owner_id: ownerId }),
    ...(action !== undefined && { action: { startsWith: action } }),
  };
  const newer =
    before === undefined ? null : await db().auditEntry.findFirst({ where: { ...where, id: before } });
  if (before !== undefined && !newer) return [];
  return db().auditEntry.findMany({
    where: {
      ...where,
      ...(newer && { OR: [{ at: { lt: newer.at } }, { at: newer.at, id: { lt: newer.id } }] }),
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}
