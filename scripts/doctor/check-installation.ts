import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Check } from '@/lib/flows/check-health';
import { AppError } from '@/lib/kernel';
import { db } from '@/lib/platform/db';
import { type Env, env } from '@/lib/platform/env';

const MIN_NODE_MAJOR = 22;
const MIGRATIONS = path.resolve(import.meta.dirname, '../../prisma/migrations');

export function checkNode(version = process.version): Check {
  const major = Number(/^v(\d+)/.exec(version)?.[1] ?? 0);
  if (major >= MIN_NODE_MAJOR) return { name: 'node', status: 'ok', detail: version };
  return {
    name: 'node',
    status: 'failed',
    detail: `${version}, but ${MIN_NODE_MAJOR} or newer is needed`,
    advice: 'Start with npm start, which brings a Node of its own.',
  };
}

export function checkConfiguration(read: () => Env = env): Check {
  const name = 'configuration';
  try {
    return { name, ...judge(read()) };
  } catch (error) {
    const detail = AppError.isInstance(error) ? error.publicMessage : 'cannot be read';
    return {
      name,
      status: 'failed',
      detail,
      advice: 'Correct it in .env; every variable is explained in .env.example.',
    };
  }
}

function judge(values: Env): Omit<Check, 'name'> {
  if (!values.NEXTAUTH_SECRET) {
    return {
      status: 'failed',
      detail: 'NEXTAUTH_SECRET is not set',
      advice: 'Start with npm start, which makes one.',
    };
  }
  // Next speaks no https itself, so an https address means that a proxy is in front.
  if (values.APP_URL?.startsWith('https:') && !values.TRUST_PROXY) {
    return {
      status: 'degraded',
      detail: 'a proxy is in front, but TRUST_PROXY is not set',
      advice:
        'Set TRUST_PROXY=true, so that limits on sign-in count each visitor and not all of them together.',
    };
  }
  return { status: 'ok', detail: `sign-up is ${values.SIGN_UP}` };
}

/** Compares the migrations in the repository with those that the database has seen. */
export async function checkMigrations(folder = MIGRATIONS): Promise<Check> {
  const name = 'migrations';
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const wanted = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    const applied = await findApplied();
    const missing = wanted.filter((entry) => !applied.has(entry));
    return missing.length === 0
      ? { name, status: 'ok', detail: `all ${wanted.length} applied` }
      : {
          name,
          status: 'failed',
          detail: `${missing.length} of ${wanted.length} not applied, first ${missing[0]}`,
          advice: 'Start with npm start, which applies them.',
        };
  } catch {
    return { name, status: 'failed', detail: 'cannot be checked: the database does not answer or is empty' };
  }
}

async function findApplied(): Promise<Set<string>> {
  const rows = await db().$queryRaw<{ migration_name: string }[]>`
    SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  return new Set(rows.map((row) => row.migration_name));
}
