import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@/lib/kernel';
import { createDatabase, type Database, db } from '@/lib/platform/db';
import { useTestDatabase } from '../support/integration';

const database = useTestDatabase();
let client: Database;

beforeAll(async () => {
  const name = new URL(database.url()).pathname.slice(1);
  await db().$executeRawUnsafe(`alter database "${name}" set timezone to 'Asia/Tokyo'`);
  client = createDatabase(database.url());
});

afterAll(() => client.$disconnect());

const MINUTE_MS = 60_000;
const isNow = (at: Date | undefined) => Math.abs((at?.getTime() ?? 0) - Date.now()) < MINUTE_MS;

it('reads and writes times as they are, whatever time zone the database server is in', async () => {
  const [read] = await client.$queryRaw<{ at: Date; tested: string }[]>`
    select now() as at, current_setting('timezone') as tested`;
  expect(isNow(read?.at)).toBe(true);
  const [written] = await client.$queryRaw<{ difference_s: number }[]>`
    select abs(extract(epoch from now() - ${new Date()}::timestamptz))::float8 as difference_s`;
  expect(written?.difference_s).toBeLessThan(60);
  const id = newId();
  const person = await client.user.create({ data: { id, email: `${id}@example.org` } });
  expect(isNow(person.created_at)).toBe(true);
});

it('keeps the options that DATABASE_URL brings', async () => {
  const url = new URL(database.url());
  url.searchParams.set('options', '-c lock_timeout=1234');
  const other = createDatabase(url.href);
  const [row] = await other.$queryRaw<{ lock: string; zone: string }[]>`
    select current_setting('lock_timeout') as lock, current_setting('timezone') as zone`;
  await other.$disconnect();
  expect(row).toEqual({ lock: '1234ms', zone: 'UTC' });
});
