import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { overrideEnv } from '@/lib/platform/env';
import { startClamdReplica } from '@/tests/fakes/clamd-replica';
import { createFakeScanner } from '@/tests/fakes/fake-scanner';
import { checkScanner } from './check-scanner';
import { checkMediaTools } from './check-tools';
import { useScanner } from './scanner';

// Each sample is opened by processes of its own, which a busy machine starts slowly.
vi.setConfig({ testTimeout: 60_000 });

const dataDir = mkdtempSync(path.join(tmpdir(), 'strand-tools-'));
const setEnv = (values: Record<string, string> = {}) =>
  overrideEnv({ DATA_DIR: dataDir, LOG_LEVEL: 'error', ...values });
beforeEach(() => setEnv());
afterEach(() => {
  overrideEnv(undefined);
  useScanner(undefined);
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const signal = () => AbortSignal.timeout(50_000);
async function statuses(): Promise<Record<string, string>> {
  const checks = await checkMediaTools(signal());
  return Object.fromEntries(checks.map(({ name, status }) => [name, status]));
}

describe('the media tools', () => {
  it('each read a file of their own', async () => {
    const checks = await checkMediaTools(signal());
    const found = Object.fromEntries(checks.map(({ name, status }) => [name, status]));
    expect(Object.keys(found)).toEqual([
      'images',
      'images: BMP',
      'images: HEIC',
      'images: SVG',
      'ffmpeg',
      'audio',
      'video',
      'documents',
      'scanner',
    ]);
    for (const name of ['images', 'images: BMP', 'images: HEIC', 'images: SVG', 'documents'])
      expect(found, name).toMatchObject({ [name]: 'ok' });
    expect(found.scanner).toBe('missing');
    for (const check of checks) if (check.status !== 'ok') expect(check.advice, check.name).toMatch(/\.$/);
  });

  it('say what becomes of sound and film without a converter', async () => {
    setEnv({ FFMPEG_PATH: 'off' });
    expect(await statuses()).toMatchObject({ ffmpeg: 'missing', video: 'degraded', images: 'ok' });
  });

  it('say so when nothing of it works', async () => {
    // A file is where its folder should be.
    setEnv({ DATA_DIR: import.meta.filename });
    const found = await statuses();
    expect(found).toMatchObject({ images: 'failed', 'images: SVG': 'degraded', documents: 'failed' });
  });
});

describe('the scanner', () => {
  it('is tried out with a harmless and a marked file', async () => {
    const replica = await startClamdReplica();
    setEnv({ CLAMD_HOST: replica.host, CLAMD_PORT: String(replica.port) });
    const found = await checkScanner(signal());
    await replica.close();
    expect(found).toEqual({
      status: 'ok',
      detail: 'ClamAV 1.4.6/27000/Fri Nov 20 2026, finds the test file',
    });
    expect(replica.scans).toBe(2);
  });

  it('is no good without signatures', async () => {
    const blind = { ...createFakeScanner(), scan: async () => ({ verdict: 'clean' }) as const };
    useScanner(blind);
    expect(await checkScanner(signal())).toMatchObject({
      status: 'failed',
      advice: expect.stringContaining('signatures'),
    });
  });

  it('that does not answer holds files back, or has them refused', async () => {
    const down = createFakeScanner();
    down.isDown = true;
    useScanner(down);
    expect(await checkScanner(signal())).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining('held back'),
    });
    setEnv({ CLAMD_WHEN_DOWN: 'refuse' });
    expect(await checkScanner(signal())).toMatchObject({ detail: expect.stringContaining('refused') });
  });
});
