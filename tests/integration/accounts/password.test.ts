import { beforeEach, describe, expect, it } from 'vitest';
import { POST as changePassword } from '@/app/api/account/password/route';
import { GET as account } from '@/app/api/account/route';
import { createAccount, createApiKey, resetPassword } from '@/lib/accounts';
import type { Person } from '@/lib/contracts';
import { db } from '@/lib/platform/db';
import { call, PASSWORD, prepareAccounts, signedIn, TestBrowser } from '../../support/accounts';

prepareAccounts();

const NEXT = 'another horse battery';
let person: Person;
beforeEach(async () => {
  person = await createAccount({ email: 'ada@example.org', password: PASSWORD });
});

const change = (browser: TestBrowser, current: string, next = NEXT, headers: Record<string, string> = {}) =>
  call(changePassword, '/api/account/password', {
    body: { current_password: current, new_password: next },
    headers: { ...browser.headers, ...headers },
  });
const isSignedIn = async (browser: TestBrowser) =>
  (await call(account, '/api/account', { headers: browser.headers })).status === 200;

describe('changing the password', () => {
  it('ends the other sessions, keeps this one, and makes only the new password work', async () => {
    const [here, there] = [await signedIn(person), await signedIn(person)];
    const response = here.keep(await change(here, PASSWORD));
    expect(response.status).toBe(204);
    expect(response.headers.getSetCookie()[0]).toMatch(
      /^next-auth\.session-token=.+; HttpOnly; SameSite=Lax$/,
    );
    expect(await isSignedIn(here)).toBe(true);
    expect(await isSignedIn(there)).toBe(false);
    expect(await (await there.auth('session')).json()).toEqual({});
    expect(there.cookies.has('next-auth.session-token')).toBe(false);
    expect(await new TestBrowser().signIn('ada@example.org', PASSWORD)).toBe('CredentialsSignin');
    expect(await new TestBrowser().signIn('ada@example.org', NEXT)).toBeNull();
  });

  it('needs the current password and changes nothing without it', async () => {
    const browser = await signedIn(person);
    const response = await change(browser, 'wrong horse');
    expect(response.status).toBe(400);
    expect((await response.json()).error.code).toBe('accounts.wrong_password');
    expect(await isSignedIn(browser)).toBe(true);
    expect(await new TestBrowser().signIn('ada@example.org', PASSWORD)).toBeNull();
  });

  it('refuses new passwords that sign-up would refuse', async () => {
    const browser = await signedIn(person);
    for (const next of ['short', ' '.repeat(10), 'with\0in it here', 'x'.repeat(201)]) {
      expect((await change(browser, PASSWORD, next)).status).toBe(400);
    }
  });

  it('lets one of two changes at once win', async () => {
    const [one, two] = [await signedIn(person), await signedIn(person)];
    const responses = await Promise.all([
      change(one, PASSWORD, 'first new horse'),
      change(two, PASSWORD, 'second one!'),
    ]);
    const statuses = responses.map(({ status }) => status).sort();
    // The second may come so late that its session is already over, or its current password no longer right.
    expect(statuses[0]).toBe(204);
    expect([400, 401, 409]).toContain(statuses[1]);
    expect((await db().user.findFirst())?.session_version).toBe(2);
  });

  it('stops somebody at an open laptop from guessing', async () => {
    const browser = await signedIn(person);
    for (let count = 0; count < 10; count += 1)
      expect((await change(browser, `wrong ${count}`)).status).toBe(400);
    expect((await change(browser, PASSWORD)).status).toBe(429);
  });

  it('is not for API keys, other sites or strangers', async () => {
    const { key } = await createApiKey(person.id, 'test');
    const browser = await signedIn(person);
    const byKey = await change(new TestBrowser(), PASSWORD, NEXT, {
      authorization: `Bearer ${key}`,
      cookie: '',
    });
    expect(byKey.status).toBe(403);
    expect((await change(browser, PASSWORD, NEXT, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await change(new TestBrowser(), PASSWORD)).status).toBe(401);
    expect(await new TestBrowser().signIn('ada@example.org', PASSWORD)).toBeNull();
  });

  it('tells people without a password why not', async () => {
    const browser = await signedIn(person);
    await db().user.update({ where: { id: person.id }, data: { password_hash: null } });
    const response = await change(browser, PASSWORD);
    expect(response.status).toBe(409);
    expect((await response.json()).error.code).toBe('accounts.no_password');
  });
});

it('a password set by the administrator ends every session', async () => {
  const browser = await signedIn(person);
  await resetPassword('ada@example.org', NEXT);
  expect(await isSignedIn(browser)).toBe(false);
  expect(await new TestBrowser().signIn('ada@example.org', NEXT)).toBeNull();
  await expect(resetPassword('eve@example.org', NEXT)).rejects.toMatchObject({ code: 'accounts.not_found' });
});
