import { AppError } from '@/lib/kernel';
import { Prisma } from '@/prisma/generated/client';
import { type Database, db } from '../db';
import { logger } from '../logger';
import { encodeMessage, encodeValue, storedKey } from './encode';
import { notANumber, storeUnavailable } from './errors';
import type { KeyValue } from './port';
import { createPostgresMessages } from './postgres-messages';

const PURGE_INTERVAL_MS = 60_000;
const PURGE_MAX_ROWS = 1000;

/**
 * Keeps entries in the unlogged table `kv_entries`, and sends messages with NOTIFY. Every change is one
 * statement, so it is atomic between processes; times are those of the database.
 */
export function createPostgresKeyValue(
  options: { database?: () => Database; databaseUrl?: string } = {},
): KeyValue {
  const { database = db } = options;
  const messages = createPostgresMessages(options.databaseUrl);
  let nextPurgeAt = Date.now() + PURGE_INTERVAL_MS;

  async function write<T>(query: Prisma.Sql): Promise<T[]> {
    const rows = await database().$queryRaw<T[]>(query);
    if (Date.now() >= nextPurgeAt) {
      nextPurgeAt = Date.now() + PURGE_INTERVAL_MS;
      await purge();
    }
    return rows;
  }

  /** A bounded bite: what is left over waits for the next one. Skips rows that others are changing. */
  async function purge(): Promise<void> {
    try {
      await database().$executeRaw`
        DELETE FROM kv_entries WHERE key IN (
          SELECT key FROM kv_entries WHERE expires_at <= now() LIMIT ${PURGE_MAX_ROWS} FOR UPDATE SKIP LOCKED)`;
    } catch (error) {
      // What was written before it stands; the next purge takes these rows too.
      logger.warn('expired entries not purged', { error });
    }
  }

  return {
    get: (key) =>
      guard(async () => {
        const rows = await database().$queryRaw<{ value: unknown }[]>`
          SELECT value FROM kv_entries
          WHERE key = ${valueKey(key)} AND (expires_at IS NULL OR expires_at > now())`;
        return rows[0]?.value ?? null;
      }),
    set: (key, value, { ttlMs } = {}) =>
      guard(async () => {
        await write(Prisma.sql`
          INSERT INTO kv_entries (key, value, expires_at)
          VALUES (${valueKey(key)}, ${encodeValue(value)}::jsonb, ${expiry(ttlMs)})
          ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at`);
      }),
    delete: (key) =>
      guard(async () => {
        await database()
          .$executeRaw`DELETE FROM kv_entries WHERE key IN (${valueKey(key)}, ${limitKey(key)})`;
      }),
    increment: (key, { ttlMs } = {}) =>
      guard(async () => {
        const rows = await write<{ count: number }>(countOne(valueKey(key), ttlMs));
        return rows[0]?.count ?? 1;
      }),
    limit: (key, { max, windowMs }) =>
      guard(async () => {
        const rows = await write<{ count: number; left_ms: number }>(countOne(limitKey(key), windowMs));
        const { count, left_ms: leftMs } = rows[0] ?? { count: 1, left_ms: windowMs };
        const allowed = count <= max;
        return {
          allowed,
          remaining: Math.max(0, max - count),
          retryAfterMs: allowed ? 0 : Math.max(1, Math.ceil(leftMs)),
        };
      }),
    publish: (channel, message) =>
      guard(async () => {
        const payload = messages.envelope(storedKey(channel), encodeMessage(message));
        await database().$executeRaw`SELECT pg_notify(${messages.notifyChannel}, ${payload})`;
      }),
    subscribe: (channel, handler) => guard(() => messages.subscribe(storedKey(channel), handler)),
  };
}

/** Adds one to a counter; one whose time is over begins anew. */
function countOne(key: string, ttlMs: number | undefined): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO kv_entries AS entry (key, value, expires_at) VALUES (${key}, '1', ${expiry(ttlMs)})
    ON CONFLICT (key) DO UPDATE SET
      value = CASE WHEN entry.expires_at <= now() THEN '1' ELSE to_jsonb(entry.value::bigint + 1) END,
      expires_at = CASE WHEN entry.expires_at <= now() THEN excluded.expires_at ELSE entry.expires_at END
    RETURNING value::float8 AS count,
      (extract(epoch FROM expires_at - now()) * 1000)::float8 AS left_ms`;
}

function expiry(ttlMs: number | undefined): Prisma.Sql {
  if (ttlMs === undefined) return Prisma.sql`NULL`;
  return Prisma.sql`now() + make_interval(secs => ${ttlMs / 1000}::float8)`;
}

const valueKey = (key: string) => `v:${storedKey(key)}`;
const limitKey = (key: string) => `l:${storedKey(key)}`;

async function guard<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (AppError.isInstance(error)) throw error;
    throw isNotANumber(error) ? notANumber(error) : storeUnavailable(error);
  }
}

/** A jsonb value that is no number, or has a fraction, cannot be cast to bigint. */
function isNotANumber(error: unknown): boolean {
  const { meta } = (error ?? {}) as {
    meta?: { code?: string; driverAdapterError?: { cause?: { originalCode?: string } } };
  };
  const code = meta?.code ?? meta?.driverAdapterError?.cause?.originalCode;
  return code === '22023' || code === '22P02';
}
