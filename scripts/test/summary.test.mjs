import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { collectSummary, totalUp } from './summary.mjs';

/** @type {string} */
let folder;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'summary-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function leave(summary = {}) {
  const file = path.join(folder, 'summary.json');
  writeFileSync(file, JSON.stringify({ passed: 3, failed: 0, skipped: [], broken: [], ...summary }));
  return file;
}

it('adds up the runners and ends with one plain line of counts', () => {
  const skipped = [{ name: 'media.test.ts: reads HEIC', reason: 'no fixtures folder' }];
  const { lines, failures } = totalUp([
    collectSummary(leave(), 'vitest', 0),
    collectSummary(leave({ skipped }), 'playwright', 0),
  ]);
  expect(lines).toEqual([
    'Skipped: media.test.ts: reads HEIC (no fixtures folder)',
    '6 passed, 0 failed, 1 skipped',
  ]);
  expect(failures).toBe(0);
});

it('counts a file that does not load as a failure', () => {
  const { lines, failures } = totalUp([
    collectSummary(leave({ broken: ['a.test.ts: cannot load'] }), 'vitest', 1),
  ]);
  expect(lines).toEqual(['Failed: a.test.ts: cannot load', '3 passed, 1 failed']);
  expect(failures).toBe(1);
});

it('never passes when a runner died or left no result', () => {
  expect(totalUp([collectSummary(leave(), 'vitest', 1)]).lines.at(-1)).toBe('3 passed, 1 failed');
  expect(totalUp([collectSummary(path.join(folder, 'absent'), 'vitest', 0)]).lines.at(-1)).toBe(
    '0 passed, 1 failed',
  );
  expect(totalUp([collectSummary(leave(), 'vitest', null)]).failures).toBe(1);
});
