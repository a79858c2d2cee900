import { db, type Transaction } from './db';

/** Modules hand it on to what must commit with them, and use it only in their stores. */
export type { Transaction };

/** A slow disk or a lock held by another writer takes longer than Prisma's five seconds. */
const TIMEOUT_MS = 30_000;

/** Runs `work` in one transaction: all of it is kept, or, when it throws, nothing. */
export function inTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return db().$transaction(work, { timeout: TIMEOUT_MS, maxWait: TIMEOUT_MS });
}
