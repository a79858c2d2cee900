import { expect, it } from 'vitest';
import type { Check } from '@/lib/flows/check-health';
import { formatReport, isBroken } from './format-report';

const ok: Check = { name: 'database', status: 'ok', detail: 'PostgreSQL 18.4' };
const missing: Check = {
  name: 'models',
  status: 'missing',
  detail: 'no key is set',
  advice: 'Set OPENAI_API_KEY.',
};
const failed: Check = {
  name: 'worker',
  status: 'failed',
  detail: 'not heard of lately',
  advice: 'Start the app.',
};

it('shows each check on a line, with what to do below it', () => {
  expect(formatReport([ok, missing])).toBe(
    [
      'OK        database  PostgreSQL 18.4',
      'MISSING   models    no key is set',
      '                    -> Set OPENAI_API_KEY.',
      '',
      'Strand works. 1 of 2 checks could be better.',
    ].join('\n'),
  );
});

it('says so when all is well, and how much is not', () => {
  expect(formatReport([ok])).toContain('Everything works.');
  expect(formatReport([ok, { ...missing, advice: undefined }])).toContain('Everything works.');
  expect(formatReport([ok, missing, failed])).toContain('1 of 3 checks failed');
  expect(formatReport([ok, { ...missing, name: 'web' }])).toContain('Strand is not running');
});

it('counts as broken only what failed', () => {
  expect(isBroken([ok, missing, { ...ok, status: 'degraded' }])).toBe(false);
  expect(isBroken([ok, failed])).toBe(true);
});
