import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AppError } from '@/lib/kernel';
import { overrideEnv } from './env';
import { logger } from './logger';

let lines: string[];

beforeEach(() => {
  lines = [];
  overrideEnv({ LOG_LEVEL: 'info' });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
});

afterEach(() => {
  vi.restoreAllMocks();
  overrideEnv(undefined);
});

it('hides secrets by their name and by their shape, wherever they stand', () => {
  const cause = new Error('connect to postgresql://strand:open-sesame@db.example:5432/strand refused');
  logger.warn('failed', {
    details: { headers: { Authorization: 'x-very-private' }, text: 'sent with Bearer open-sesame' },
    error: new AppError({ code: 'a.b', kind: 'internal', publicMessage: 'sk-opensesame1234', cause }),
    url: 'https://models.example:8443/v1?key=open-sesame&alt=sse',
  });
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toMatch(/open-?sesame|x-very-private/);
  // What helps to find the fault stays.
  expect(lines[0]).toContain('postgresql://strand:[hidden]@db.example:5432/strand');
  expect(lines[0]).toContain('https://models.example:8443/v1?key=[hidden]&alt=sse');
});

it('writes one line of whatever it is given, also of what JSON cannot hold', () => {
  const circular: Record<string, unknown> = { count: 12n };
  circular.self = circular;
  let deep: unknown = { password: 'open-sesame' };
  for (let level = 0; level < 8; level++) deep = { deep };
  logger.error('odd', { circular, deep, error: new Error('first', { cause: circular }) });
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'error', circular: { count: 12 } });
  expect(lines[0]).not.toContain('open-sesame');
});
