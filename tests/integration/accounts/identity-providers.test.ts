import type { NextAuthOptions } from 'next-auth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  authenticateRequest,
  availableSignInMethods,
  createAccount,
  describeSignInProblem,
} from '@/lib/accounts';
import { githubProvider, googleProvider } from '@/lib/accounts/adapters/identity-providers';
import { db } from '@/lib/platform/db';
import { overrideEnv } from '@/lib/platform/env';
import { CLIENT, type FakeProfile, startIdentityProvider } from '../../fakes/identity-provider';
import { PASSWORD, prepareAccounts, SECRET, SITE, TestBrowser } from '../../support/accounts';

prepareAccounts();

let fake: Awaited<ReturnType<typeof startIdentityProvider>>;
let providers: () => NextAuthOptions['providers'];
beforeAll(async () => {
  fake = await startIdentityProvider();
  providers = () => [
    githubProvider({ ...CLIENT, siteUrl: fake.url, apiUrl: fake.url }),
    googleProvider({ ...CLIENT, wellKnown: `${fake.url}/.well-known/openid-configuration` }),
  ];
});
afterAll(() => fake.close());

const ada: FakeProfile = {
  id: '4711',
  name: 'Ada',
  emails: [{ email: 'Ada@Example.org', primary: true, verified: true }],
};
const withEmail = (email: string, verified: boolean): FakeProfile => ({
  ...ada,
  publicEmail: email,
  emails: [{ email, primary: true, verified }],
});

async function askProvider(browser: TestBrowser, provider: string): Promise<string> {
  const fields = { csrfToken: await browser.csrfToken(), callbackUrl: `${SITE}/`, json: 'true' };
  const response = await browser.auth(`signin/${provider}`, { fields }, providers);
  return ((await response.json()) as { url: string }).url;
}

/** The whole way through the provider. Resolves to the error code, or null when signed in. */
async function signIn(browser: TestBrowser, provider: string, profile: FakeProfile): Promise<string | null> {
  return comeBack(browser, fake.consent(await askProvider(browser, provider), profile));
}

async function comeBack(browser: TestBrowser, back: URL): Promise<string | null> {
  const path = `${back.pathname.replace('/api/auth/', '')}${back.search}`;
  let location = (await browser.auth(path, {}, providers)).headers.get('location') ?? '';
  if (location.includes('/api/auth/error')) {
    const error = new URL(location);
    location = (await browser.auth(`error${error.search}`, {}, providers)).headers.get('location') ?? '';
    const page = new URL(location, SITE);
    if (page.pathname === '/api/auth/signin') {
      location = (await browser.auth(`signin${page.search}`, {}, providers)).headers.get('location') ?? '';
    }
  }
  expect(new URL(location, SITE).origin).toBe(SITE);
  return new URL(location, SITE).searchParams.get('error');
}

const who = (browser: TestBrowser) =>
  authenticateRequest(new Request(SITE, { headers: { cookie: browser.cookieHeader } }));
const closeSignUp = () => overrideEnv({ APP_URL: SITE, NEXTAUTH_SECRET: SECRET, SIGN_UP: 'closed' });

describe.each(['github', 'google'])('%s', (provider) => {
  it('makes an account at the first sign-in and finds it at the next', async () => {
    const browser = new TestBrowser();
    expect(await signIn(browser, provider, ada)).toBeNull();
    const first = await who(browser);
    expect(first).toMatchObject({ role: 'admin', via: 'session' });
    const again = new TestBrowser();
    expect(await signIn(again, provider, { ...ada, emails: [] })).toBeNull();
    expect(await who(again)).toEqual(first);
    const users = await db().user.findMany({ include: { identities: true } });
    expect(users).toHaveLength(1);
    expect(users[0]).toMatchObject({ email: 'ada@example.org', name: 'Ada', password_hash: null });
    expect(users[0]?.identities).toMatchObject([{ provider, provider_account_id: '4711' }]);
  });

  it('is never joined to an account that has the same address', async () => {
    const person = await createAccount({ email: 'ada@example.org', password: PASSWORD });
    const browser = new TestBrowser();
    const error = await signIn(browser, provider, ada);
    expect(error).toBe('ProviderEmailTaken');
    expect(describeSignInProblem(error ?? '')).toContain('Sign in with your password');
    expect(await who(browser)).toBeNull();
    expect(await db().identity.count()).toBe(0);
    expect(await db().user.findMany()).toMatchObject([{ id: person.id, session_version: 1 }]);
  });

  it('counts only an address that the provider verified', async () => {
    const browser = new TestBrowser();
    expect(await signIn(browser, provider, withEmail('victim@example.org', false))).toBe(
      'ProviderEmailUnverified',
    );
    expect(await signIn(browser, provider, { ...ada, emails: [] })).toBe('ProviderEmailUnverified');
    expect(await who(browser)).toBeNull();
    expect(await db().user.count()).toBe(0);
  });

  it('makes no account where sign-up is closed, except the first', async () => {
    closeSignUp();
    expect(await signIn(new TestBrowser(), provider, ada)).toBeNull();
    const bob = { ...withEmail('bob@example.org', true), id: '4712' };
    expect(await signIn(new TestBrowser(), provider, bob)).toBe('SignUpClosed');
    expect(await signIn(new TestBrowser(), provider, ada)).toBeNull();
    expect(await db().user.count()).toBe(1);
  });

  it('does not finish in a browser that did not begin it', async () => {
    const attacker = new TestBrowser();
    const back = fake.consent(await askProvider(attacker, provider), ada);
    const victim = new TestBrowser();
    expect(await comeBack(victim, back)).toBe('OAuthCallback');
    await askProvider(victim, provider);
    expect(await comeBack(victim, back)).toBe('OAuthCallback');
    expect(await who(victim)).toBeNull();
    expect(await db().user.count()).toBe(0);
  });

  it('asks with state and PKCE, and has itself called back at our own address', async () => {
    const asked = new URL(await askProvider(new TestBrowser(), provider)).searchParams;
    expect(asked.get('state')?.length).toBeGreaterThan(20);
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('redirect_uri')).toBe(`${SITE}/api/auth/callback/${provider}`);
  });

  it('says plainly when consent was refused', async () => {
    const browser = new TestBrowser();
    await askProvider(browser, provider);
    const back = new URL(`${SITE}/api/auth/callback/${provider}?error=access_denied&state=x`);
    const error = await comeBack(browser, back);
    expect(error).toBe('Callback');
    expect(describeSignInProblem(error ?? '')).toMatch(/not completed/);
  });
});

it('takes a verified address of GitHub when the public one is not among them', async () => {
  const profile: FakeProfile = {
    ...ada,
    publicEmail: 'boss@example.org',
    emails: [
      { email: 'boss@example.org', primary: true, verified: false },
      { email: 'ada@example.org', primary: false, verified: true },
    ],
  };
  expect(await signIn(new TestBrowser(), 'github', profile)).toBeNull();
  expect(await db().user.findMany()).toMatchObject([{ email: 'ada@example.org' }]);
});

it('keeps identities of two providers with the same number apart', async () => {
  expect(await signIn(new TestBrowser(), 'github', ada)).toBeNull();
  expect(
    await signIn(new TestBrowser(), 'google', { ...withEmail('eve@example.org', true), id: ada.id }),
  ).toBeNull();
  expect(await db().user.count()).toBe(2);
});

it('offers only what is configured', async () => {
  expect(await availableSignInMethods()).toEqual({
    password: true,
    google: false,
    github: false,
    signUpOpen: true,
    isFirst: true,
  });
  const offered = async () => Object.keys(await (await new TestBrowser().auth('providers')).json());
  expect(await offered()).toEqual(['credentials']);
  overrideEnv({ APP_URL: SITE, NEXTAUTH_SECRET: SECRET, GITHUB_ID: 'id', GITHUB_SECRET: 'secret' });
  expect(await availableSignInMethods()).toMatchObject({ google: false, github: true });
  expect(await offered()).toEqual(['credentials', 'github']);
});
