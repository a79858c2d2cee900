import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { overrideEnv } from '@/lib/platform/env';
import { FileWatch } from './file-watch';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'strand-config-'));
  file = path.join(folder, 'models.yaml');
  overrideEnv({ STRAND_CONFIG: file, LOG_LEVEL: 'error' });
  vi.useFakeTimers({ toFake: ['performance'] });
  logged = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => logged.push(String(line)) > 0);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  overrideEnv(undefined);
  rmSync(folder, { recursive: true });
});

let logged: string[];
const write = (text: string) => {
  // As editors do: a new file in the place of the old one.
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
};
const later = () => vi.advanceTimersByTime(1_001);

it('takes a changed file over within a second, without a restart', () => {
  write('consent: { above_usd: 0.2 }');
  const watch = new FileWatch();
  expect(watch.read().config.consent.above_usd).toBe(0.2);
  write('consent: { above_usd: 0.3 }');
  expect(watch.read().config.consent.above_usd).toBe(0.2);
  later();
  expect(watch.read().config.consent.above_usd).toBe(0.3);
  expect(watch.problem()).toBeNull();
});

it('keeps what was set before when the file becomes wrong, and says so once with the line', () => {
  write('consent: { above_usd: 0.2 }');
  const watch = new FileWatch();
  watch.read();
  write('consent: { above_usd: 0.3 }\nfallback: sometimes');
  later();
  expect(watch.read().config.consent.above_usd).toBe(0.2);
  later();
  expect(watch.read().config.consent.above_usd).toBe(0.2);
  expect(watch.problem()).toBe(`${file}, line 2: fallback must be automatic, studio or never.`);
  expect(logged.filter((line) => line.includes('line 2: fallback'))).toHaveLength(1);
  write('consent: { above_usd: 0.4 }');
  later();
  expect(watch.read().config.consent.above_usd).toBe(0.4);
  expect(watch.problem()).toBeNull();
});

it('keeps it, too, while the file is away', () => {
  write('consent: { above_usd: 0.2 }');
  const watch = new FileWatch();
  watch.read();
  rmSync(file);
  later();
  expect(watch.read().config.consent.above_usd).toBe(0.2);
  expect(watch.problem()).toBe(`STRAND_CONFIG names ${file}, which cannot be read.`);
});

it('gives nothing in place of a file that was never right', () => {
  write('fallback: sometimes');
  const watch = new FileWatch();
  expect(() => watch.read()).toThrow('line 1: fallback must be');
  write('fallback: never');
  later();
  expect(watch.read().config.fallback).toBe('never');
});

it('is what is shipped without a file', () => {
  overrideEnv({});
  expect(new FileWatch().read().config).toMatchObject({
    consent: { above_usd: 0.1, expires_minutes: 30 },
    limits: { video_concurrency: 2, video_per_minute: 10, video_timeout_seconds: 360 },
    tools: { generate_video: { consent: 'always' }, make_file: { consent: 'never' } },
  });
});
