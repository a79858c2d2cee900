import { afterAll, beforeAll } from 'vitest';
import { newId } from '@/lib/kernel';
import { createDatabase, type Database, db, useDatabase } from '@/lib/platform/db';
import { overrideEnv } from '@/lib/platform/env';
import { closeSender } from '@/lib/platform/queue';
import { createTestDatabase } from './database';

/** Gives a test file a database of its own, as the process' database. */
export function useTestDatabase(env: Record<string, string> = {}): { url(): string } {
  let drop: () => Promise<void>;
  let client: Database;
  let url = '';
  beforeAll(async () => {
    const created = await createTestDatabase();
    url = created.url;
    drop = created.drop;
    overrideEnv({ DATABASE_URL: url, LOG_LEVEL: 'error', ...env });
    client = createDatabase(url);
    useDatabase(client);
  });
  afterAll(async () => {
    await closeSender();
    await client.$disconnect();
    useDatabase(undefined);
    overrideEnv(undefined);
    await drop();
  });
  return { url: () => url };
}

/** A person without a password; returns their id. */
export async function createPerson(): Promise<string> {
  const id = newId();
  await db().user.create({ data: { id, email: `${id}@example.org` } });
  return id;
}
