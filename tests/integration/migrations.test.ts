import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PROGRAMS } from '../../scripts/boot/project.mjs';
import { runNode } from '../../scripts/boot/run-node.mjs';
import { createTestDatabase } from '../support/database';

let database: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

it('the migrations make the tables and columns that the schema describes', async () => {
  const { status, printed } = await runNode(
    [PROGRAMS.prisma, 'migrate', 'diff', '--from-empty', '--to-schema', 'prisma/schema.prisma', '--script'],
    // The engine wants a database at hand even where it looks at none.
    {
      env: {
        ...process.env,
        DATABASE_URL: database.url,
        CHECKPOINT_DISABLE: '1',
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
      },
    },
  );
  expect(status, printed).toBe(0);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    const migrated = await columnsOf(client, 'public');
    await client.query('drop schema if exists described cascade; create schema described');
    await client.query('set search_path to described');
    await client.query(printed.slice(printed.indexOf('CREATE')));
    expect(migrated.length).toBeGreaterThan(100);
    expect(migrated).toEqual(await columnsOf(client, 'described'));
  } finally {
    await client.end();
  }
});

async function columnsOf(client: pg.Client, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(
    `select concat_ws(' ', c.table_name, c.column_name, c.udt_name, c.datetime_precision,
       -- Prisma declares lists as nullable and reads none as empty.
       case c.data_type when 'ARRAY' then null else c.is_nullable end) as line
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = $1 and t.table_type = 'BASE TABLE' and c.table_name <> '_prisma_migrations' order by 1`,
    [schema],
  );
  return rows.map(({ line }) => line);
}
