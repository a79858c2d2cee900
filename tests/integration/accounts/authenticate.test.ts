import { createHmac } from 'node:crypto';
import { decode, encode } from 'next-auth/jwt';
import { beforeEach, describe, expect, it } from 'vitest';
import { GET as account } from '@/app/api/account/route';
import { authenticateRequest, createAccount, createApiKey } from '@/lib/accounts';
import type { Person } from '@/lib/contracts';
import { db } from '@/lib/platform/db';
import { overrideEnv } from '@/lib/platform/env';
import { call, PASSWORD, prepareAccounts, SECRET, SITE, signedIn } from '../../support/accounts';

prepareAccounts();

let person: Person;
beforeEach(async () => {
  person = await createAccount({ email: 'ada@example.org', password: PASSWORD });
});

const who = (headers: Record<string, string>) => authenticateRequest(new Request(SITE, { headers }));
const whoWithToken = (token: string) => who({ cookie: `next-auth.session-token=${token}` });
const claims = () => ({ sub: person.id, session_version: 1 });
const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

it('knows a session and an API key', async () => {
  const browser = await signedIn(person);
  const preferences = { language: 'de' };
  await db().user.update({ where: { id: person.id }, data: { name: 'Ada', preferences } });
  expect(await who({ cookie: browser.cookieHeader })).toEqual({
    userId: person.id,
    role: 'admin',
    profile: { name: 'Ada', preferences },
    via: 'session',
    channel: 'web',
  });
  const { key } = await createApiKey(person.id, 'test');
  expect(await who({ authorization: `Bearer ${key}` })).toEqual({
    userId: person.id,
    role: 'admin',
    profile: { name: 'Ada', preferences },
    via: 'api_key',
    channel: 'api',
  });
});

it('knows nobody without either', async () => {
  expect(await who({})).toBeNull();
  expect(await who({ cookie: '' })).toBeNull();
  expect(await who({ cookie: 'next-auth.session-token=' })).toBeNull();
});

it('reads a session that is split over several cookies', async () => {
  const token = await encode({ token: claims(), secret: SECRET });
  const half = Math.floor(token.length / 2);
  const cookie = `next-auth.session-token.1=${token.slice(half)}; next-auth.session-token.0=${token.slice(0, half)}`;
  expect((await who({ cookie }))?.userId).toBe(person.id);
});

describe('an Authorization header', () => {
  it('that is wrong never falls back to the cookie', async () => {
    const { cookieHeader: cookie } = await signedIn(person);
    for (const authorization of [
      'Bearer',
      'Bearer ',
      'Bearer strand_',
      `Bearer strand_${'A'.repeat(43)}`,
      'bearer nonsense',
      'BEARER x',
      'Bearer\tnonsense',
    ]) {
      expect(await who({ authorization, cookie })).toBeNull();
    }
  });

  it('does not carry a session token in', async () => {
    const token = await encode({ token: claims(), secret: SECRET });
    expect(await whoWithToken(token)).not.toBeNull();
    expect(await who({ authorization: `Bearer ${token}` })).toBeNull();
  });

  it('of a proxy in front leaves the session alone', async () => {
    const { cookieHeader: cookie } = await signedIn(person);
    expect((await who({ authorization: 'Basic dXNlcjpwYXNz', cookie }))?.userId).toBe(person.id);
  });
});

describe('a token that is not ours', () => {
  it('made with another secret is nobody', async () => {
    expect(await whoWithToken(await encode({ token: claims(), secret: `${SECRET}!` }))).toBeNull();
  });

  it('that is over is nobody', async () => {
    expect(await whoWithToken(await encode({ token: claims(), secret: SECRET, maxAge: -60 }))).toBeNull();
  });

  it('without encryption or with a bare signature is nobody', async () => {
    const payload = base64url({ ...claims(), exp: 4_000_000_000 });
    const none = `${base64url({ alg: 'none', typ: 'JWT' })}.${payload}.`;
    const head = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${payload}`;
    const signed = `${head}.${createHmac('sha256', SECRET).update(head).digest('base64url')}`;
    const noneInside = `${base64url({ alg: 'none', enc: 'none' })}..${payload}..`;
    for (const token of [none, signed, noneInside, payload, person.id, '....', '%00']) {
      expect(await whoWithToken(token)).toBeNull();
    }
  });

  it('that was changed by one character is nobody', async () => {
    const token = await encode({ token: claims(), secret: SECRET });
    for (const index of [0, Math.floor(token.length / 2), token.length - 10]) {
      const other = token[index] === 'A' ? 'B' : 'A';
      expect(await whoWithToken(token.slice(0, index) + other + token.slice(index + 1))).toBeNull();
    }
  });

  it('made by next-auth for another purpose is nobody', async () => {
    const state = await encode({ token: claims(), secret: SECRET, salt: 'next-auth.state' });
    const halfMade = await encode({ token: { sub: person.id }, secret: SECRET });
    const nameless = await encode({ token: { session_version: 1, email: person.email }, secret: SECRET });
    const odd = await encode({ token: { sub: person.id, session_version: '1' }, secret: SECRET });
    const sql = await encode({ token: { sub: "' OR true --", session_version: 1 }, secret: SECRET });
    for (const token of [state, halfMade, nameless, odd, sql]) expect(await whoWithToken(token)).toBeNull();
  });

  it('of an account that is gone, or of an older session version, is nobody', async () => {
    const token = await encode({ token: claims(), secret: SECRET });
    await db().user.update({ where: { id: person.id }, data: { session_version: 2 } });
    expect(await whoWithToken(token)).toBeNull();
    await db().user.update({ where: { id: person.id }, data: { session_version: 1 } });
    expect(await whoWithToken(token)).not.toBeNull();
    await db().user.delete({ where: { id: person.id } });
    expect(await whoWithToken(token)).toBeNull();
  });
});

it('believes no header that claims to be somebody', async () => {
  const headers = {
    'x-user-id': person.id,
    'x-user-role': 'admin',
    'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware',
    'x-middleware-override-headers': 'x-user-id',
    'x-middleware-request-x-user-id': person.id,
    'x-strand-auth': person.id,
    'x-lobe-chat-auth': Buffer.from(JSON.stringify({ userId: person.id })).toString('base64'),
    'x-forwarded-user': person.email,
    'x-forwarded-for': '127.0.0.1',
    host: 'localhost:3000',
  };
  expect(await who(headers)).toBeNull();
  const response = await call(account, `/api/account?userId=${person.id}`, { headers });
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({
    error: {
      code: 'accounts.not_signed_in',
      message: 'You are not signed in. Sign in and try again.',
      retryable: false,
    },
  });
});

it('does not let those headers turn one person into another', async () => {
  const other = await createAccount({ email: 'bob@example.org', password: PASSWORD });
  const browser = await signedIn(other);
  const headers = { ...browser.headers, 'x-user-id': person.id, 'x-user-role': 'admin' };
  expect(await who(headers)).toMatchObject({ userId: other.id, role: 'member' });
});

it('takes the role from the database at once, not from the token', async () => {
  const { cookieHeader: cookie } = await signedIn(person);
  await db().user.update({ where: { id: person.id }, data: { role: 'member' } });
  expect((await who({ cookie }))?.role).toBe('member');
});

it('over https takes only the secure cookie', async () => {
  overrideEnv({ APP_URL: 'https://chat.example.org', NEXTAUTH_SECRET: SECRET });
  const token = await encode({ token: claims(), secret: SECRET });
  expect(await whoWithToken(token)).toBeNull();
  expect((await who({ cookie: `__Secure-next-auth.session-token=${token}` }))?.userId).toBe(person.id);
});

it('fails loudly rather than believe anybody when there is no secret', async () => {
  const token = await encode({ token: claims(), secret: SECRET });
  overrideEnv({ APP_URL: SITE, NEXTAUTH_SECRET: '' });
  await expect(whoWithToken(token)).rejects.toMatchObject({ code: 'config.no_secret' });
});

it('puts nothing but the id and the version into the token', async () => {
  const browser = await signedIn(person);
  const token = browser.cookies.get('next-auth.session-token') ?? '';
  expect(Object.keys((await decode({ token, secret: SECRET })) ?? {}).sort()).toEqual([
    'exp',
    'iat',
    'jti',
    'session_version',
    'sub',
  ]);
});
