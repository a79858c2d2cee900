import type { PgBoss } from 'pg-boss';
import { logger } from '../logger';
import type { Transaction } from '../transaction';
import { ensureKind, openBoss, within } from './boss';
import type { JobKind } from './job-kind';

/** Longer than putting down a job takes. */
const RETIRE_MS = 30_000;

// Next may load this file more than once in a process.
const shared = globalThis as unknown as { strandSender?: Promise<PgBoss> };

/**
 * Opens what `enqueue` needs, in any process. Called by it too; to be called before a transaction begins, for the
 * first time takes a while.
 */
export async function openQueue(kind: JobKind): Promise<void> {
  await ensureKind(await sender(), kind);
}

/**
 * Puts a job down, within `tx` when one is given: then it is there exactly if that commits. While a job of the same
 * key waits or runs, nothing is added. Throws when `data` is not what the kind says.
 */
export async function enqueue<T extends object>(
  kind: JobKind<T>,
  data: T,
  options: { key: string; tx?: Transaction },
): Promise<void> {
  const given = kind.data.parse(data);
  const boss = await sender();
  await ensureKind(boss, kind);
  const send = (tx?: Transaction) =>
    boss.send(kind.name, given, { singletonKey: options.key, ...(tx && within(tx)) });
  try {
    await send(options.tx);
  } catch (error) {
    replaceSender();
    throw error;
  }
}

/** Those of the keys for which a job waits or runs. */
export async function findLiveKeys(kind: JobKind, keys: string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const boss = await sender();
  await ensureKind(boss, kind);
  const { rows } = await boss.getDb().executeSql(
    `select singleton_key from pgboss.job
     where name = $1 and singleton_key = any($2::text[]) and state in ('created', 'retry', 'active')`,
    [kind.name, keys],
  );
  return new Set(rows.map((row: { singleton_key: string }) => row.singleton_key));
}

/** Closes what `enqueue` opened, for programs that end; a later `enqueue` opens it again. */
export async function closeSender(): Promise<void> {
  const opened = shared.strandSender;
  delete shared.strandSender;
  await close(opened);
}

/** Its tables may be gone, after a restore: whoever comes next makes them anew. Others may be at it just now. */
function replaceSender(): void {
  const opened = shared.strandSender;
  delete shared.strandSender;
  setTimeout(() => void close(opened), RETIRE_MS).unref();
}

async function close(opened: Promise<PgBoss> | undefined): Promise<void> {
  const boss = await opened?.catch(() => undefined);
  await boss?.stop({ graceful: false }).catch((error: unknown) => logger.warn('job queue', { error }));
}

function sender(): Promise<PgBoss> {
  if (shared.strandSender) return shared.strandSender;
  const opened = openBoss({ works: false });
  shared.strandSender = opened;
  opened.catch(() => {
    if (shared.strandSender === opened) delete shared.strandSender;
  });
  return opened;
}
