import { spawnSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { isProcessAlive } from '../../scripts/process-alive.mjs';
import { type App, startApp } from './support/app';

const ROOT = path.resolve(import.meta.dirname, '../..');
const REFUSED = path.join(ROOT, '.test/e2e/refused');

let app: App;

test.beforeAll(async () => {
  app = await startApp();
});

test.afterAll(async () => {
  await app.remove();
  rmSync(REFUSED, { recursive: true, force: true });
});

async function expectHealthy(url: string): Promise<void> {
  await expect(async () => expect((await fetch(`${url}/api/health?ready`)).status).toBe(200)).toPass();
}

function runStart(env: Record<string, string>): { status: number | null; said: string } {
  const result = spawnSync(process.execPath, ['scripts/start.mjs'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', ...env } as unknown as NodeJS.ProcessEnv,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status: result.status, said: (result.stdout + result.stderr).trim() };
}

for (const name of ['web', 'realtime', 'worker', 'postgres']) {
  test(`comes back by itself when ${name} is killed`, async () => {
    const before = (await app.processes())[name] ?? 0;
    process.kill(before, 'SIGKILL');
    await expect(async () => expect((await app.processes())[name]).not.toBe(before)).toPass();
    await expectHealthy(app.url);
  });
}

test('starts again after everything was killed at once', async () => {
  const killed = await startApp();
  try {
    for (const pid of Object.values(await killed.processes())) process.kill(pid, 'SIGKILL');
    const next = await startApp({ dataFolder: killed.dataFolder });
    await expectHealthy(next.url);
    expect(await next.stop()).toBe(0);
  } finally {
    await killed.remove();
  }
});

test('ends everything it started when only the start script is killed', async () => {
  const killed = await startApp();
  try {
    const { start = 0, postgres = 0, ...children } = await killed.processes();
    process.kill(start, 'SIGKILL');
    for (const pid of Object.values(children))
      await expect(async () => expect(isProcessAlive(pid)).toBe(false)).toPass();
    // The database is adopted by the next start, or stopped by whoever removes the data.
    expect(isProcessAlive(postgres)).toBe(true);
  } finally {
    await killed.remove();
  }
});

test('ends everything, the database too, when npm is killed', async () => {
  const killed = await startApp({ throughNpm: true });
  try {
    const processes = await killed.processes();
    process.kill(killed.launcherPid, 'SIGKILL');
    for (const pid of Object.values(processes))
      await expect(async () => expect(isProcessAlive(pid)).toBe(false)).toPass();
  } finally {
    await killed.remove();
  }
});

test('refuses a second start on the same data in one sentence', () => {
  const { status, said } = runStart({ DATA_DIR: app.dataFolder });
  expect(status).toBe(1);
  expect(said).toMatch(
    /^Strand already runs on the data folder .+ at http\S+ \(process \d+\): stop it first, or set another DATA_DIR\.$/,
  );
});

test('refuses a taken port and a wrong value in one sentence each', () => {
  const port = new URL(app.url).port;
  expect(runStart({ DATA_DIR: REFUSED, PORT: port })).toEqual({
    status: 1,
    said: `Port ${port} is taken: stop what uses it, or set another PORT.`,
  });
  expect(runStart({ DATA_DIR: REFUSED, OPENAI_BASE_URL: 'not an address' })).toEqual({
    status: 1,
    said: 'OPENAI_BASE_URL must be an http or https address.',
  });
});

test('says where it is and that no model is configured', () => {
  expect(app.output()).toContain(`Strand is ready: ${app.url}\n`);
  expect(app.output()).toContain('No model key is set: the built-in Studio answers.');
  expect(statSync(app.dataFolder).mode & 0o077).toBe(0);
});
