import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { generateClient } from '../boot/generate.mjs';
import { PROGRAMS, ROOT } from '../boot/project.mjs';
import { listFiles } from '../content-hash.mjs';
import { collectSummary, totalUp } from './summary.mjs';

/**
 * Runs unit, contract and integration tests, then the browser tests, and prints the counts.
 * @returns {Promise<number>} exit code
 */
export async function runTests() {
  await generateClient();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'strand-test-'));
  try {
    const summaries = [runVitest(path.join(folder, 'vitest.json'))];
    if (hasBrowserTests()) summaries.push(runPlaywright(path.join(folder, 'playwright.json')));
    const { lines, failures } = totalUp(summaries);
    for (const line of lines) console.log(line);
    return failures === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} summaryFile */
function runVitest(summaryFile) {
  const reporters = ['--reporter=default', '--reporter=./scripts/test/vitest-summary.mjs'];
  return run('vitest', [PROGRAMS.vitest, 'run', '--allowOnly=false', ...reporters], summaryFile);
}

/** @param {string} summaryFile */
function runPlaywright(summaryFile) {
  return run(
    'playwright',
    [PROGRAMS.playwright, 'test', '--reporter=list,./scripts/test/playwright-summary.mjs'],
    summaryFile,
  );
}

/** @param {string} runner @param {string[]} args of Node @param {string} summaryFile */
function run(runner, args, summaryFile) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    env: {
      ...process.env,
      PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH ?? ''}`,
      STRAND_TEST_SUMMARY: summaryFile,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return collectSummary(summaryFile, runner, status);
}

function hasBrowserTests() {
  return listFiles(ROOT, 'tests/e2e').some((file) => file.endsWith('.spec.ts'));
}
