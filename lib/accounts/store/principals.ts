import { db } from '@/lib/platform/db';
import type { Role } from './users';

// Every request passes here first: one indexed query each, written as SQL because the query builder costs more
// than the query itself.

/** The role of a person whose sessions still carry this version; null when the account or the session is over. */
export async function findSessionRole(userId: string, sessionVersion: number): Promise<Role | null> {
  const [row] = await db().$queryRaw<{ role: string }[]>`
    SELECT role FROM users WHERE id = ${userId}::uuid AND session_version = ${sessionVersion}`;
  return row ? toRole(row.role) : null;
}

/** The owner of a key, and when the key was last noted as used. */
export async function findApiKeyOwner(
  keyHash: string,
): Promise<{ keyId: string; ownerId: string; role: Role; lastUsedAt: Date | null } | null> {
  const [row] = await db().$queryRaw<
    { key_id: string; owner_id: string; role: string; last_used_at: Date | null }[]
  >`
    SELECT k.id AS key_id, k.owner_id, k.last_used_at, u.role
    FROM api_keys k JOIN users u ON u.id = k.owner_id
    WHERE k.key_hash = ${keyHash}`;
  return row
    ? { keyId: row.key_id, ownerId: row.owner_id, role: toRole(row.role), lastUsedAt: row.last_used_at }
    : null;
}

/** Notes a use of a key, unless another process noted one within the interval. */
export async function touchApiKey(ownerId: string, keyId: string, intervalMs: number): Promise<void> {
  await db().$executeRaw`
    UPDATE api_keys SET last_used_at = now()
    WHERE id = ${keyId}::uuid AND owner_id = ${ownerId}::uuid
      AND (last_used_at IS NULL OR last_used_at <= now() - ${intervalMs} * interval '1 millisecond')`;
}

function toRole(role: string): Role {
  return role === 'admin' ? 'admin' : 'member';
}
