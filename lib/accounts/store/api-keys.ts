import type { ApiKeyInfo } from '@/lib/contracts';
import { newId } from '@/lib/kernel';
import { db } from '@/lib/platform/db';

const columns = { id: true, name: true, prefix: true, created_at: true, last_used_at: true } as const;

type Row = { id: string; name: string; prefix: string; created_at: Date; last_used_at: Date | null };

export async function insertApiKey(
  ownerId: string,
  key: { name: string; prefix: string; keyHash: string },
): Promise<ApiKeyInfo> {
  const row = await db().apiKey.create({
    data: { id: newId(), owner_id: ownerId, name: key.name, prefix: key.prefix, key_hash: key.keyHash },
    select: columns,
  });
  return toInfo(row);
}

/** Newest first. */
export async function findApiKeys(ownerId: string): Promise<ApiKeyInfo[]> {
  const rows = await db().apiKey.findMany({
    where: { owner_id: ownerId },
    select: columns,
    orderBy: [{ created_at: 'desc' }, { id: 'desc' }],
  });
  return rows.map(toInfo);
}

export function countApiKeys(ownerId: string): Promise<number> {
  return db().apiKey.count({ where: { owner_id: ownerId } });
}

/** False when the owner has no such key. */
export async function deleteApiKey(ownerId: string, id: string): Promise<boolean> {
  const { count } = await db().apiKey.deleteMany({ where: { id, owner_id: ownerId } });
  return count > 0;
}

function toInfo(row: Row): ApiKeyInfo {
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    last_used_at: row.last_used_at?.toISOString() ?? null,
  };
}
