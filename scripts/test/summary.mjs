import { readFileSync, writeFileSync } from 'node:fs';

/**
 * What one test runner counted. `broken` is what failed outside of any test: a file that does not load, a hook.
 * @typedef {{ passed: number, failed: number, skipped: { name: string, reason: string }[], broken: string[] }} Summary
 */

/** @returns {Summary} */
export function emptySummary() {
  return { passed: 0, failed: 0, skipped: [], broken: [] };
}

/**
 * Leaves the summary where the command that started the runner looks for it; nowhere if nobody asked.
 * @param {Summary} summary
 */
export function leaveSummary(summary) {
  const file = process.env.STRAND_TEST_SUMMARY;
  if (file) writeFileSync(file, JSON.stringify(summary));
}

/**
 * @param {string} file
 * @param {string} runner its name
 * @param {number | null} status its exit code
 * @returns {Summary} one with a failure if the runner failed without counting one
 */
export function collectSummary(file, runner, status) {
  const summary = readSummary(file) ?? { ...emptySummary(), broken: [`${runner} ended without a result`] };
  if (status !== 0 && countFailures(summary) === 0)
    summary.broken.push(`${runner} ended with code ${status}`);
  return summary;
}

/**
 * @param {Summary[]} summaries
 * @returns {{ lines: string[], failures: number }} what to print, the counts last
 */
export function totalUp(summaries) {
  const skipped = summaries.flatMap((summary) => summary.skipped);
  const broken = summaries.flatMap((summary) => summary.broken);
  const passed = summaries.reduce((sum, summary) => sum + summary.passed, 0);
  const failures = summaries.reduce((sum, summary) => sum + countFailures(summary), 0);
  const counts = [
    `${passed} passed`,
    `${failures} failed`,
    ...(skipped.length > 0 ? [`${skipped.length} skipped`] : []),
  ];
  return {
    lines: [
      ...skipped.map(({ name, reason }) => `Skipped: ${name} (${reason || 'no reason given'})`),
      ...broken.map((what) => `Failed: ${what}`),
      counts.join(', '),
    ],
    failures,
  };
}

/** @param {Summary} summary */
function countFailures({ failed, broken }) {
  return failed + broken.length;
}

/** @param {string} file @returns {Summary | null} */
function readSummary(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
