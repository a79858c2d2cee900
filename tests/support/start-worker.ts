import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { env } from '@/lib/platform/env';
import { waitFor } from './wait-for';

const root = path.resolve(import.meta.dirname, '../..');
const children = new Set<ChildProcess>();

/** Ends every worker that was started and not stopped. */
export function killWorkers(): void {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
}

/** A worker in a process of its own, for which everything is made by the workshop at this address. */
export async function startWorker(workshopUrl: string, dataDir: string) {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'tests/support/workshop-worker.ts', workshopUrl],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NODE_ENV: 'production',
        LOG_LEVEL: 'info',
        DATABASE_URL: env().DATABASE_URL,
        DATA_DIR: dataDir,
      },
    },
  );
  children.add(child);
  const lines: string[] = [];
  for (const output of [child.stdout, child.stderr]) {
    createInterface({ input: output }).on('line', (line) => lines.push(line));
  }
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
    children.delete(child);
  };
  const isReady = () => lines.some((line) => line.includes('worker ready'));
  await waitFor(isReady, 120_000).catch((error: unknown) => {
    throw new Error(`The worker did not start:\n${lines.join('\n')}`, { cause: error });
  });
  return { lines, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}
