import { PrismaPg } from '@prisma/adapter-pg';
import { type Prisma, PrismaClient } from '@/prisma/generated/client';
import { env } from './env';

export type Database = PrismaClient;
/** An open transaction: what is written through it commits together. */
export type Transaction = Prisma.TransactionClient;

// Next may load this file more than once in a process; a pool per copy would exhaust the server.
const holder = globalThis as unknown as { strandDb?: PrismaClient };

/** The database client of this process; connects on first use. */
export function db(): Database {
  holder.strandDb ??= createDatabase(requireDatabaseUrl());
  return holder.strandDb;
}

/** A client with a pool of its own. `maxConnections` keeps three processes under PostgreSQL's limit of 60. */
export function createDatabase(url: string, maxConnections = 15): Database {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: inUtc(url), max: maxConnections }) });
}

/** Prisma reads every time as UTC, whatever zone PostgreSQL writes it in; initdb takes the zone of the machine. */
function inUtc(url: string): string {
  const address = new URL(url);
  const options = address.searchParams.get('options') ?? '';
  address.searchParams.set('options', `${options} -c timezone=UTC`.trim());
  return address.href;
}

/** Swaps the client; for tests, which give each file a database of its own. */
export function useDatabase(client: Database | undefined): void {
  if (client) holder.strandDb = client;
  else delete holder.strandDb;
}

export function requireDatabaseUrl(): string {
  const url = env().DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is not set: start the app with `npm start`, which provides it.');
  return url;
}

/** True when the error is PostgreSQL's unique violation, from a query or from raw SQL. */
export function isUniqueViolation(error: unknown): boolean {
  return isViolation(error, { prisma: 'P2002', sqlState: '23505', kind: 'UniqueConstraintViolation' });
}

/** True when a row that was pointed to is not there, or not any more. */
export function isForeignKeyViolation(error: unknown): boolean {
  return isViolation(error, { prisma: 'P2003', sqlState: '23503', kind: 'ForeignKeyConstraintViolation' });
}

function isViolation(error: unknown, of: { prisma: string; sqlState: string; kind: string }): boolean {
  const { code, meta, cause } = (error ?? {}) as {
    code?: string;
    meta?: { code?: string; driverAdapterError?: { cause?: { originalCode?: string; kind?: string } } };
    cause?: { originalCode?: string };
  };
  const driver = meta?.driverAdapterError?.cause;
  return (
    code === of.prisma ||
    code === of.sqlState ||
    meta?.code === of.sqlState ||
    cause?.originalCode === of.sqlState ||
    driver?.originalCode === of.sqlState ||
    driver?.kind === of.kind
  );
}
