import { beforeEach, expect, it } from 'vitest';
import { GET as account } from '@/app/api/account/route';
import { GET, PATCH } from '@/app/api/preferences/route';
import { changePreferences, createAccount, readPreferences } from '@/lib/accounts';
import type { Person } from '@/lib/contracts';
import { db } from '@/lib/platform/db';
import { call, PASSWORD, prepareAccounts, signedIn, type TestBrowser } from '../../support/accounts';

prepareAccounts();

let person: Person;
let browser: TestBrowser;
beforeEach(async () => {
  person = await createAccount({ email: 'ada@example.org', password: PASSWORD });
  browser = await signedIn(person);
});

const change = (body: unknown) =>
  call(PATCH, '/api/preferences', { method: 'PATCH', body, headers: browser.headers });
const read = async () =>
  (await call(GET, '/api/preferences', { headers: browser.headers })).json() as Promise<unknown>;

it('keeps what is set, changes only what is named, and takes away what is null or empty', async () => {
  expect(await read()).toEqual({});
  await change({ about: '  I teach chemistry. ', language: 'de', consent_above_micros: 50_000 });
  await change({ instructions: 'Short answers.', language: null });
  expect(await read()).toEqual({
    about: 'I teach chemistry.',
    instructions: 'Short answers.',
    consent_above_micros: 50_000,
  });
  await change({ about: '   ', automatic_covers: false });
  expect(await readPreferences(person.id)).toEqual({
    instructions: 'Short answers.',
    consent_above_micros: 50_000,
    automatic_covers: false,
  });
});

it('comes with the person, and stays with them alone', async () => {
  const other = await createAccount({ email: 'bob@example.org', password: PASSWORD });
  await change({ about: 'Only mine.' });
  const me = await (await call(account, '/api/account', { headers: browser.headers })).json();
  expect(me.preferences).toEqual({ about: 'Only mine.' });
  expect(await readPreferences(other.id)).toEqual({});
});

it('keeps both of two changes at once', async () => {
  await Promise.all([change({ about: 'One.' }), change({ voice: 'browser' }), change({ language: 'el' })]);
  expect(await read()).toEqual({ about: 'One.', voice: 'browser', language: 'el' });
});

it.each([
  [{}],
  [{ about: 'x'.repeat(2_001) }],
  [{ time_zone: 'Mars/Olympus' }],
  [{ language: 'not a language' }],
  [{ consent_above_micros: -1 }],
  [{ consent_above_micros: 0.5 }],
])('refuses %j and changes nothing', async (body) => {
  expect((await change(body)).status).toBe(400);
  expect(await read()).toEqual({});
});

it('reads as nothing what another version wrote in its own way', async () => {
  await db().user.update({ where: { id: person.id }, data: { preferences: { about: 7 } } });
  expect(await read()).toEqual({});
  await expect(
    changePreferences('018f0000-0000-7000-8000-000000000000', { about: 'x' }),
  ).rejects.toMatchObject({
    code: 'accounts.not_found',
  });
});
