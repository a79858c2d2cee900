import type { Check } from '@/lib/flows/check-health';

const labels: Record<Check['status'], string> = {
  ok: 'OK',
  degraded: 'DEGRADED',
  missing: 'MISSING',
  failed: 'BROKEN',
};

/** True when something does not work that must. What is only missing or degraded has a substitute. */
export function isBroken(checks: Check[]): boolean {
  return checks.some(({ status }) => status === 'failed');
}

/** One line a check, what to do below it, and the sum of it all at the end. */
export function formatReport(checks: Check[]): string {
  const labelWidth = Math.max(...Object.values(labels).map((label) => label.length));
  const nameWidth = Math.max(0, ...checks.map(({ name }) => name.length));
  const indent = ' '.repeat(labelWidth + nameWidth + 4);
  const lines = checks.flatMap(({ name, status, detail, advice }) => [
    `${labels[status].padEnd(labelWidth)}  ${name.padEnd(nameWidth)}  ${detail}`.trimEnd(),
    ...(advice && status !== 'ok' ? [`${indent}-> ${advice}`] : []),
  ]);
  return [...lines, '', summarise(checks)].join('\n');
}

function summarise(checks: Check[]): string {
  const broken = checks.filter(({ status }) => status === 'failed').length;
  if (broken > 0) return `${broken} of ${checks.length} checks failed: Strand does not work fully.`;
  if (checks.some(({ name, status }) => name === 'web' && status === 'missing')) {
    return 'Nothing is broken, but Strand is not running.';
  }
  // What is missing and comes without advice is an option that nobody asked for.
  const lesser = checks.filter(({ status, advice }) => status !== 'ok' && advice).length;
  if (lesser > 0) return `Strand works. ${lesser} of ${checks.length} checks could be better.`;
  return 'Everything works.';
}
