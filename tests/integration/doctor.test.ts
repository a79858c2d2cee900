import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { checkMigrations } from '@/scripts/doctor/check-installation';
import { prepareAccounts } from '../support/accounts';

prepareAccounts();

it('sees which migrations a database lacks', async () => {
  expect(await checkMigrations()).toMatchObject({ status: 'ok' });
  const folder = await mkdtemp(path.join(tmpdir(), 'strand-migrations-'));
  await mkdir(path.join(folder, '29990101000000_from_the_future'));
  expect(await checkMigrations(folder)).toMatchObject({
    status: 'failed',
    detail: '1 of 1 not applied, first 29990101000000_from_the_future',
  });
  await rm(folder, { recursive: true });
});
