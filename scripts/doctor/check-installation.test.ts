import { expect, it } from 'vitest';
import { loadEnv } from '@/lib/platform/env';
import { checkConfiguration, checkNode } from './check-installation';

const secret = { NEXTAUTH_SECRET: 'long enough to be one' };
const configuration = (values: Record<string, string>) => checkConfiguration(() => loadEnv(values));

it('tells an old Node from one that will do', () => {
  expect(checkNode('v20.20.2')).toMatchObject({
    status: 'failed',
    advice: expect.stringContaining('npm start'),
  });
  expect(checkNode('v24.21.0')).toEqual({ name: 'node', status: 'ok', detail: 'v24.21.0' });
});

it('names the variable that is wrong, and never its value', () => {
  const check = configuration({ ...secret, DATABASE_URL: 'mysql://user:hidden@db/x' });
  expect(check).toMatchObject({ status: 'failed', detail: expect.stringContaining('DATABASE_URL') });
  expect(JSON.stringify(check)).not.toContain('hidden');
});

it('misses the secret of the sessions', () => {
  expect(configuration({})).toMatchObject({
    status: 'failed',
    detail: expect.stringContaining('NEXTAUTH_SECRET'),
  });
});

it('notices a proxy that is not trusted', () => {
  const https = { ...secret, APP_URL: 'https://chat.example.org' };
  expect(configuration(https)).toMatchObject({
    status: 'degraded',
    advice: expect.stringContaining('TRUST_PROXY'),
  });
  expect(configuration({ ...https, TRUST_PROXY: 'true' })).toMatchObject({ status: 'ok' });
});
