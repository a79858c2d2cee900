import { db } from '@/lib/platform/db';
import type { Role } from './users';

// Every request passes here first: one indexed query each, written as SQL because the query builder costs more
// than the query itself.

/** What is known of a person with each request. */
export type KnownPerson = { role: Role; profile: { name: string | null; preferences: unknown } };
type PersonRow = { role: string; name: string | null; preferences: unknown };

/** The person whose sessions still carry this version; null when the account or the session is over. */
export async function findSessionPerson(userId: string, sessionVersion: number): Promise<KnownPerson | null> {
  const [row] = await db().$queryRaw<PersonRow[]>`
    SELECT role, name, preferences FROM users
    WHERE id = ${userId}::uuid AND session_version = ${sessionVersion}`;
  return row ? toKnown(row) : null;
}

/** The owner of a key, and when the key was last noted as used. */
export async function findApiKeyOwner(
  keyHash: string,
): Promise<(KnownPerson & { keyId: string; ownerId: string; lastUsedAt: Date | null }) | null> {
  const [row] = await db().$queryRaw<
    (PersonRow & { key_id: string; owner_id: string; last_used_at: Date | null })[]
  >`
    SELECT k.id AS key_id, k.owner_id, k.last_used_at, u.role, u.name, u.preferences
    FROM api_keys k JOIN users u ON u.id = k.owner_id
    WHERE k.key_hash = ${keyHash}`;
  return row
    ? { keyId: row.key_id, ownerId: row.owner_id, lastUsedAt: row.last_used_at, ...toKnown(row) }
    : null;
}

/** Notes a use of a key, unless another process noted one within the interval. */
export async function touchApiKey(ownerId: string, keyId: string, intervalMs: number): Promise<void> {
  await db().$executeRaw`
    UPDATE api_keys SET last_used_at = now()
    WHERE id = ${keyId}::uuid AND owner_id = ${ownerId}::uuid
      AND (last_used_at IS NULL OR last_used_at <= now() - ${intervalMs} * interval '1 millisecond')`;
}

function toKnown({ role, name, preferences }: PersonRow): KnownPerson {
  return { role: role === 'admin' ? 'admin' : 'member', profile: { name, preferences } };
}
