import { describe, expect, it } from 'vitest';
import { GET as account } from '@/app/api/account/route';
import { POST as signUp } from '@/app/api/account/sign-up/route';
import { availableSignInMethods, createAccount } from '@/lib/accounts';
import { insertUser } from '@/lib/accounts/store/users';
import { db } from '@/lib/platform/db';
import { overrideEnv } from '@/lib/platform/env';
import { call, PASSWORD, prepareAccounts, SECRET, SITE, signedIn } from '../../support/accounts';

prepareAccounts();

const body = (email: string, more: object = {}) => ({ email, password: PASSWORD, ...more });

function closeSignUp(): void {
  overrideEnv({ APP_URL: SITE, NEXTAUTH_SECRET: SECRET, SIGN_UP: 'closed' });
}

describe('sign-up', () => {
  it('makes an account that can sign in, with the address in one form', async () => {
    const response = await call(signUp, '/api/account/sign-up', {
      body: body(' Ada@Example.ORG ', { name: ' Ada ' }),
    });
    expect(response.status).toBe(201);
    const person = await response.json();
    expect(person).toMatchObject({
      email: 'ada@example.org',
      name: 'Ada',
      role: 'admin',
      has_password: true,
    });
    const browser = await signedIn(person);
    expect(await (await call(account, '/api/account', { headers: browser.headers })).json()).toEqual(person);
  });

  it('stores no password and answers with no hash', async () => {
    const response = await call(signUp, '/api/account/sign-up', { body: body('ada@example.org') });
    expect(await response.text()).not.toMatch(/argon2|hash|version/);
    const [user] = await db().user.findMany();
    expect(user?.password_hash).toMatch(/^\$argon2id\$/);
    expect(JSON.stringify(user)).not.toContain(PASSWORD);
  });

  it('makes exactly one admin of many first accounts at once', async () => {
    const emails = Array.from({ length: 8 }, (_, index) => `p${index}@example.org`);
    const responses = await Promise.all(
      emails.map((email) => call(signUp, '/api/account/sign-up', { body: body(email) })),
    );
    expect(responses.map(({ status }) => status)).toEqual(emails.map(() => 201));
    expect(await db().user.count({ where: { role: 'admin' } })).toBe(1);
    expect(await db().user.count()).toBe(8);
  });

  it('decides about the first account under a lock, however close together the inserts are', async () => {
    const insert = (index: number, onlyIfFirst: boolean) =>
      insertUser({ email: `p${index}@example.org`, name: null, passwordHash: null }, { onlyIfFirst });
    for (const onlyIfFirst of [false, true]) {
      await db().user.deleteMany();
      await Promise.all(Array.from({ length: 10 }, (_, index) => insert(index, onlyIfFirst)));
      expect(await db().user.count({ where: { role: 'admin' } })).toBe(1);
      expect(await db().user.count()).toBe(onlyIfFirst ? 1 : 10);
    }
  });

  it('says in one sentence that an address is taken, also when two take it at once', async () => {
    const responses = await Promise.all(
      ['ada@example.org', 'ADA@example.org'].map((email) =>
        call(signUp, '/api/account/sign-up', { body: body(email) }),
      ),
    );
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 409]);
    const refused = responses.find(({ status }) => status === 409);
    expect(await refused?.json()).toEqual({
      error: {
        code: 'accounts.email_taken',
        message: 'There is already an account with this e-mail address. Sign in instead.',
        retryable: false,
      },
    });
  });

  it.each([
    ['no body', undefined],
    ['an empty body', {}],
    ['null', null],
    ['a list', []],
    ['a short password', { email: 'ada@example.org', password: 'short' }],
    ['an empty password', { email: 'ada@example.org', password: '' }],
    ['a blank password', { email: 'ada@example.org', password: ' '.repeat(12) }],
    ['a password with NUL', { email: 'ada@example.org', password: 'correct\0horse' }],
    ['a password of 201 characters', { email: 'ada@example.org', password: 'x'.repeat(201) }],
    ['an address that is none', { email: 'ada', password: PASSWORD }],
    ['an address with NUL', { email: 'ada\0@example.org', password: PASSWORD }],
    ['a name with NUL', { email: 'ada@example.org', password: PASSWORD, name: 'A\0da' }],
    ['an address that is a list', { email: ['ada@example.org'], password: PASSWORD }],
  ])('refuses %s', async (_, given) => {
    const response = await call(signUp, '/api/account/sign-up', { body: given, method: 'POST' });
    expect(response.status).toBe(400);
    expect(await db().user.count()).toBe(0);
  });

  it('does not let anybody choose a role or an id', async () => {
    await createAccount(body('first@example.org'));
    const wish = { role: 'admin', id: '00000000-0000-4000-8000-000000000000', session_version: 9 };
    const response = await call(signUp, '/api/account/sign-up', { body: body('eve@example.org', wish) });
    const person = await response.json();
    expect(person.role).toBe('member');
    expect(person.id).not.toBe(wish.id);
  });

  it('stops after too many sign-ups and says when to come back', async () => {
    overrideEnv({ APP_URL: SITE, NEXTAUTH_SECRET: SECRET, TRUST_PROXY: 'true' });
    const from = (address: string) =>
      call(signUp, '/api/account/sign-up', {
        body: body('ada@example.org'),
        headers: { 'x-forwarded-for': address },
      });
    for (let count = 0; count < 20; count += 1) expect((await from('192.0.2.1')).status).not.toBe(429);
    const refused = await from('192.0.2.1');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await refused.json()).error).toMatchObject({
      code: 'accounts.too_many_attempts',
      retryable: true,
    });
    expect((await from('192.0.2.2')).status).toBe(409);
  });
});

describe('closed sign-up', () => {
  it('lets the very first account in, as the admin, and nobody after it', async () => {
    closeSignUp();
    expect((await availableSignInMethods()).signUpOpen).toBe(true);
    const first = await call(signUp, '/api/account/sign-up', { body: body('ada@example.org') });
    expect((await first.json()).role).toBe('admin');
    expect((await availableSignInMethods()).signUpOpen).toBe(false);
    const second = await call(signUp, '/api/account/sign-up', { body: body('bob@example.org') });
    expect(second.status).toBe(403);
    expect((await second.json()).error.code).toBe('accounts.sign_up_closed');
    expect(await db().user.count()).toBe(1);
  });

  it('lets one of several first ones in', async () => {
    closeSignUp();
    const responses = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) =>
        call(signUp, '/api/account/sign-up', { body: body(`${name}@example.org`) }),
      ),
    );
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 403, 403, 403]);
    expect(await db().user.count()).toBe(1);
  });

  it('does not bind the administrator', async () => {
    closeSignUp();
    await createAccount(body('ada@example.org'));
    const person = await createAccount({ ...body('bob@example.org'), role: 'admin' });
    expect(person.role).toBe('admin');
  });
});
