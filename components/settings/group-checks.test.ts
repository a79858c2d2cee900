import { expect, it } from 'vitest';
import type { HealthCheck } from '@/lib/contracts';
import { groupChecks, summariseChecks } from './group-checks';

const check = (name: string, status: HealthCheck['status'] = 'ok', advice?: string): HealthCheck => ({
  name,
  status,
  detail: 'found',
  ...(advice ? { advice } : {}),
});

it('puts checks where one looks for them, and unknown ones with the media', () => {
  const groups = groupChecks([
    check('engine: openai images'),
    check('use: chat'),
    check('models: openai'),
    check('images: HEIC'),
    check('storage: CORS'),
    check('new'),
  ]);
  expect(groups.map(({ title, checks }) => [title, checks.map(({ name }) => name)])).toEqual([
    ['The app', ['storage: CORS']],
    ['Media', ['images: HEIC', 'new']],
    ['Models', ['models: openai']],
    ['Who does what', ['use: chat']],
    ['Engines', ['engine: openai images']],
  ]);
});

it('says the worst first', () => {
  expect(summariseChecks([check('a'), check('b', 'missing')]).words).toBe('Everything works.');
  expect(summariseChecks([check('a', 'degraded', 'Do this.')]).words).toBe(
    'Everything works; one thing could be better.',
  );
  expect(summariseChecks([check('a', 'degraded', 'Do this.'), check('b', 'failed')])).toEqual({
    tone: 'bad',
    words: 'One thing does not work.',
  });
});
