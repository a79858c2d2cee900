import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, it } from 'vitest';
import { listAssets, sweepOrphans } from '@/lib/media';
import { db } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { createPerson } from '@/tests/support/integration';
import { useMedia } from '@/tests/support/media';
import { waitFor } from '@/tests/support/wait-for';

const root = path.resolve(import.meta.dirname, '../../..');
const media = useMedia();
const children = new Set<ChildProcess>();

afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
});

function start(file: string, ...given: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...given], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      LOG_LEVEL: 'info',
      DATABASE_URL: env().DATABASE_URL,
      DATA_DIR: media.dataDir,
    },
  });
  children.add(child);
  const lines: string[] = [];
  for (const output of [child.stdout, child.stderr]) {
    createInterface({ input: output }).on('line', (line) => lines.push(line));
  }
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    lines,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

const startWorker = async () => {
  const worker = start('lib/worker/main.ts');
  await waitFor(() => worker.lines.some((line) => line.includes('worker ready')), 60_000);
  return worker;
};
const idsOf = (lines: string[]) => lines.filter((line) => /^[0-9a-f-]{36}$/.test(line));

it('keeps every acknowledged file when its processes are killed, and prepares it after the restart', async () => {
  const ownerId = await createPerson();
  const acknowledged = new Set<string>();
  const upload = (count: number) => start('tests/support/upload-many.ts', ownerId, String(count));

  let worker = await startWorker();
  for (const killAfter of [8, 12]) {
    const uploader = upload(50);
    await waitFor(() => idsOf(uploader.lines).length >= killAfter, 60_000);
    await Promise.all([uploader.kill(), worker.kill()]);
    for (const id of idsOf(uploader.lines)) acknowledged.add(id);
    worker = await startWorker();
  }
  const uploader = upload(30);
  await waitFor(() => idsOf(uploader.lines).length >= 15, 60_000);
  await worker.kill();
  worker = await startWorker();
  await waitFor(() => uploader.lines.includes('done'), 60_000);
  for (const id of idsOf(uploader.lines)) acknowledged.add(id);
  expect(acknowledged.size).toBeGreaterThanOrEqual(50);

  // Rows that were written but not acknowledged are prepared like the others: nothing hangs.
  const countWaiting = () => db().mediaAsset.count({ where: { status: 'processing' } });
  await waitFor(async () => (await countWaiting()) === 0, 90_000);
  const assets = await listAssets(ownerId, [...acknowledged]);
  expect(assets).toHaveLength(acknowledged.size);
  for (const asset of assets) {
    const isFine = asset.status === 'ready' && asset.duration_ms === 400;
    expect(isFine || asset.error?.retryable, JSON.stringify(asset)).toBe(true);
  }
  await worker.stop();

  // What the killed ones left lies around until it is certainly nobody's; then nothing does.
  await sweepOrphans(new Date(Date.now() + 24 * 60 * 60 * 1000));
  const rows = await db().mediaAsset.findMany({ include: { variants: true } });
  const named = rows.flatMap((row) => [row.storage_key, ...row.variants.map((v) => v.storage_key)]);
  expect(await media.listFiles()).toEqual([...new Set(named)].sort());
}, 240_000);
