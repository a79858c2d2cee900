import { describe, expect, it, vi } from 'vitest';
import { createAccount } from '@/lib/accounts';
import { db } from '@/lib/platform/db';
import { overrideEnv } from '@/lib/platform/env';
import { PASSWORD, prepareAccounts, SECRET, SITE, signedIn, TestBrowser } from '../../support/accounts';

const verified = vi.hoisted(() => ({ calls: 0 }));
vi.mock('@node-rs/argon2', async (importOriginal) => {
  const original = await importOriginal<typeof import('@node-rs/argon2')>();
  return {
    ...original,
    verify: (hashed: string, password: string) => {
      verified.calls += 1;
      return original.verify(hashed, password);
    },
  };
});

prepareAccounts();

const ada = () => createAccount({ email: 'ada@example.org', password: PASSWORD, name: 'Ada' });
const behindProxy = () => overrideEnv({ APP_URL: SITE, NEXTAUTH_SECRET: SECRET, TRUST_PROXY: 'true' });

describe('sign-in with a password', () => {
  it('opens a session that next-auth knows, without anything secret in it', async () => {
    const person = await ada();
    const browser = await signedIn(person);
    const session = await (await browser.auth('session')).json();
    expect(session).toEqual({
      expires: expect.any(String),
      user: { id: person.id, email: 'ada@example.org', name: 'Ada' },
    });
  });

  it('sets the session cookie so that scripts and other sites cannot use it', async () => {
    await ada();
    const browser = new TestBrowser();
    const fields = {
      email: 'ada@example.org',
      password: PASSWORD,
      csrfToken: await browser.csrfToken(),
      json: 'true',
    };
    const response = await browser.auth('callback/credentials', { fields });
    const cookie = response.headers
      .getSetCookie()
      .find((line) => line.startsWith('next-auth.session-token='));
    expect(cookie).toMatch(/; Path=\/; .*HttpOnly; SameSite=Lax/);
    expect(cookie).not.toMatch(/Secure/);
  });

  it('accepts the address in any case', async () => {
    await ada();
    expect(await new TestBrowser().signIn(' ADA@Example.org ', PASSWORD)).toBeNull();
  });

  it.each([
    ['a wrong password', 'ada@example.org', 'wrong horse'],
    ['an empty password', 'ada@example.org', ''],
    ['a blank password', 'ada@example.org', '   '],
    ['NUL', 'ada@example.org', '\0'],
    ['the password with NUL behind it', 'ada@example.org', `${PASSWORD}\0`],
    ['an endless password', 'ada@example.org', 'x'.repeat(10_000)],
    ['an unknown address', 'eve@example.org', PASSWORD],
    ['no address', '', PASSWORD],
    ['SQL', `' OR 1=1 --`, PASSWORD],
  ])('refuses %s with the same answer', async (_, email, password) => {
    await ada();
    const browser = new TestBrowser();
    expect(await browser.signIn(email, password)).toBe('CredentialsSignin');
    expect(browser.cookies.has('next-auth.session-token')).toBe(false);
  });

  it('refuses an account that has no password', async () => {
    const person = await ada();
    await db().user.update({ where: { id: person.id }, data: { password_hash: null } });
    for (const password of ['', 'null', 'undefined', PASSWORD]) {
      expect(await new TestBrowser().signIn('ada@example.org', password)).toBe('CredentialsSignin');
    }
  });

  it('hashes once for a known and once for an unknown address', async () => {
    await ada();
    for (const email of ['ada@example.org', 'eve@example.org']) {
      verified.calls = 0;
      await new TestBrowser().signIn(email, 'wrong horse');
      expect(verified.calls).toBe(1);
    }
  });

  it('needs the token of the same browser, so that no other site can sign somebody in', async () => {
    await ada();
    const browser = new TestBrowser();
    const stolen = await new TestBrowser().csrfToken();
    const response = await browser.auth('callback/credentials', {
      fields: { email: 'ada@example.org', password: PASSWORD, csrfToken: stolen, json: 'true' },
    });
    expect((await response.json()).url).toContain('csrf=true');
    expect(browser.cookies.has('next-auth.session-token')).toBe(false);
  });

  it('says only that it does not work when the database is down', async () => {
    const real = db().user.findUnique;
    const broken = vi.spyOn(db().user, 'findUnique').mockImplementation(() => {
      throw new Error('connection refused by 10.0.0.7');
    });
    expect(await new TestBrowser().signIn('ada@example.org', PASSWORD)).toBe('Unavailable');
    broken.mockRestore();
    expect(db().user.findUnique).toBeTypeOf(typeof real);
  });
});

describe('the limit on sign-ins', () => {
  it('stops guesses for one address, also with the right password then, and leaves other people alone', async () => {
    await ada();
    await createAccount({ email: 'bob@example.org', password: PASSWORD });
    for (let count = 0; count < 10; count += 1) {
      expect(await new TestBrowser().signIn('ada@example.org', `wrong ${count}`)).toBe('CredentialsSignin');
    }
    expect(await new TestBrowser().signIn('ada@example.org', PASSWORD)).toBe('RateLimited');
    expect(await new TestBrowser().signIn('bob@example.org', PASSWORD)).toBeNull();
  });

  it('holds for addresses without an account too, so that it tells nothing', async () => {
    for (let count = 0; count < 10; count += 1)
      await new TestBrowser().signIn('eve@example.org', 'wrong horse');
    expect(await new TestBrowser().signIn('eve@example.org', 'wrong horse')).toBe('RateLimited');
  });

  it('lets nobody gain attempts by racing', async () => {
    await ada();
    const errors = await Promise.all(
      Array.from({ length: 20 }, (_, index) => new TestBrowser().signIn('ada@example.org', `wrong ${index}`)),
    );
    expect(errors.filter((error) => error === 'CredentialsSignin')).toHaveLength(10);
    expect(errors.filter((error) => error === 'RateLimited')).toHaveLength(10);
  });

  it('does not count sign-ins that succeed', async () => {
    await ada();
    for (let count = 0; count < 15; count += 1) {
      expect(await new TestBrowser().signIn('ada@example.org', PASSWORD)).toBeNull();
    }
  });

  it('cannot be dodged with a made-up X-Forwarded-For', async () => {
    await ada();
    for (let count = 0; count < 10; count += 1) {
      await new TestBrowser().signIn('ada@example.org', 'wrong horse', {
        'x-forwarded-for': `192.0.2.${count}`,
      });
    }
    const another = { 'x-forwarded-for': '192.0.2.200' };
    expect(await new TestBrowser().signIn('ada@example.org', PASSWORD, another)).toBe('RateLimited');
  });

  it('does not lock somebody out from elsewhere when a proxy tells the places apart', async () => {
    behindProxy();
    await ada();
    const attacker = { 'x-forwarded-for': '198.51.100.1' };
    for (let count = 0; count < 11; count += 1) {
      await new TestBrowser().signIn('ada@example.org', 'wrong horse', attacker);
    }
    expect(await new TestBrowser().signIn('ada@example.org', PASSWORD, attacker)).toBe('RateLimited');
    expect(
      await new TestBrowser().signIn('ada@example.org', PASSWORD, { 'x-forwarded-for': '192.0.2.1' }),
    ).toBeNull();
  });

  it('stops one place that tries many addresses', async () => {
    behindProxy();
    const attacker = { 'x-forwarded-for': '198.51.100.1' };
    for (let count = 0; count < 100; count += 1) {
      await new TestBrowser().signIn(`p${count}@example.org`, 'wrong horse', attacker);
    }
    expect(await new TestBrowser().signIn('q@example.org', 'wrong horse', attacker)).toBe('RateLimited');
  });
});

describe('what else /api/auth answers', () => {
  it.each([
    ['POST', '_log'],
    ['POST', 'session'],
    ['GET', 'signout'],
    ['GET', 'verify-request'],
    ['GET', 'nothing'],
    ['DELETE', 'session'],
    ['GET', 'constructor'],
  ])('does not answer %s %s', async (method, action) => {
    const { handleAuthRequest } = await import('@/lib/accounts');
    const response = await handleAuthRequest(new Request(`${SITE}/api/auth/${action}`, { method }), [action]);
    expect(response.status).toBe(404);
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    'https://chat@evil.example',
    'javascript:alert(1)',
    'http://[',
  ])('never sends anybody to %s', async (callbackUrl) => {
    await ada();
    const browser = new TestBrowser();
    const csrfToken = await browser.csrfToken();
    browser.cookies.set('next-auth.callback-url', encodeURIComponent(callbackUrl));
    const page = await browser.auth(`signin?callbackUrl=${encodeURIComponent(callbackUrl)}`);
    expect(page.status).toBe(302);
    const location = new URL(page.headers.get('location') ?? '', SITE);
    expect(location.origin).toBe(SITE);
    expect(new URL(location.searchParams.get('callbackUrl') ?? '').origin).toBe(SITE);
    const fields = { email: 'ada@example.org', password: PASSWORD, csrfToken, callbackUrl };
    const response = await browser.auth('callback/credentials', { fields });
    expect(new URL(response.headers.get('location') ?? '').origin).toBe(SITE);
  });

  it('does not believe X-Forwarded-Host', async () => {
    const response = await new TestBrowser().auth('signin', {
      headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', host: 'evil.example' },
    });
    expect(response.headers.get('location')).not.toContain('evil');
  });

  it('signs out', async () => {
    const browser = await signedIn(await ada());
    await browser.auth('signout', { fields: { csrfToken: await browser.csrfToken(), json: 'true' } });
    expect(browser.cookies.has('next-auth.session-token')).toBe(false);
    expect(await (await browser.auth('session')).json()).toEqual({});
  });

  it.each(['{}', 'null', '[]', '{"callbackUrl":{}}', '{"email":{"$ne":1},"password":["x"]}', '{'])(
    'answers the odd body %s with a refusal',
    async (body) => {
      const { handleAuthRequest } = await import('@/lib/accounts');
      for (const path of [
        'callback/credentials',
        'signin/credentials',
        'signout',
        'callback/nobody',
        'signin',
      ]) {
        const request = new Request(`${SITE}/api/auth/${path}`, {
          method: 'POST',
          body,
          headers: { 'content-type': 'application/json' },
        });
        expect((await handleAuthRequest(request, path.split('/'))).status).toBeLessThan(500);
      }
    },
  );
});
