import type { Account, NextAuthOptions, Profile } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { logger } from '@/lib/platform/logger';
import type { ClientAddress } from '../client-address';
import { SESSION_MAX_AGE_S, usesSecureCookies } from '../session-cookie';
import type { SignInProblem } from '../sign-in-problems';
import { signInWithPassword } from '../sign-in-with-password';
import { type ProviderSignInResult, signInWithProvider } from '../sign-in-with-provider';
import { getIdentityOwner } from '../store/identities';
import { getUser } from '../store/users';
import { requireSecret, type SessionClaims, toClaims } from './session-token';

declare module 'next-auth' {
  interface User {
    /** Set by our own credentials provider only. */
    claims?: SessionClaims;
  }
}

const problemOf: Record<Exclude<ProviderSignInResult['status'], 'signed_in'>, SignInProblem> = {
  email_unverified: 'ProviderEmailUnverified',
  email_taken: 'ProviderEmailTaken',
  sign_up_closed: 'SignUpClosed',
};

/** next-auth's configuration for one request. */
export function createAuthOptions(
  address: ClientAddress,
  identityProviders: NextAuthOptions['providers'],
): NextAuthOptions {
  return {
    secret: requireSecret(),
    useSecureCookies: usesSecureCookies(),
    session: { strategy: 'jwt', maxAge: SESSION_MAX_AGE_S },
    pages: { signIn: '/signin', error: '/signin' },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {} },
        authorize: (credentials) => authorize(credentials, address),
      }),
      ...identityProviders,
    ],
    callbacks: {
      signIn: async ({ account, profile, user }) => admit(account, profile, user.name ?? null),
      jwt: async ({ token, account, user }) => toToken(await findClaims(token, account, user?.claims)),
      session: async ({ session, token }) => ({
        expires: session.expires,
        user: await describeUser(toClaims(token)),
      }),
    },
    logger: {
      error: (code, metadata) => logger.warn('sign-in failed', { step: code, details: metadata }),
      warn: (code) => logger.warn('sign-in is not set up well', { step: code }),
      debug: () => {},
    },
  };
}

/** next-auth puts the message of whatever is thrown here into an address, so it must be one of our codes. */
async function authorize(credentials: unknown, address: ClientAddress) {
  const result = await signInWithPassword(credentials, address).catch((error) => {
    logger.error('sign-in failed', { error });
    throw problem('Unavailable');
  });
  if (result.status === 'rate_limited') throw problem('RateLimited');
  return result.status === 'signed_in' ? { ...result.person, claims: result.claims } : null;
}

const problem = (code: SignInProblem) => new Error(code);

/** True, or the page that says why not. */
async function admit(account: Account | null, profile: Profile | undefined, name: string | null) {
  if (account?.type !== 'oauth') return account?.type === 'credentials';
  const verified = (profile as { email_verified?: unknown } | undefined)?.email_verified === true;
  const result = await signInWithProvider({
    provider: account.provider,
    providerAccountId: account.providerAccountId,
    verifiedEmail: (verified && profile?.email) || null,
    name,
  }).catch((error) => {
    logger.error('sign-in failed', { error });
    throw problem('Unavailable');
  });
  return result.status === 'signed_in' || `/signin?error=${problemOf[result.status]}`;
}

/** With an account somebody is signing in; without, a session is being read and its token made anew. */
async function findClaims(
  token: Record<string, unknown>,
  account: Account | null,
  own: SessionClaims | undefined,
): Promise<SessionClaims | null> {
  if (!account) return toClaims(token);
  if (account.type === 'credentials') return own ?? null;
  return getIdentityOwner(account.provider, account.providerAccountId);
}

function toToken(claims: SessionClaims | null) {
  if (!claims) throw new Error('No account belongs to this sign-in.');
  // `exp` is there for toClaims, which next-auth calls before it writes the real one.
  const exp = Math.floor(Date.now() / 1000) + SESSION_MAX_AGE_S;
  return { sub: claims.userId, session_version: claims.sessionVersion, exp };
}

/** Throws when the session is over, upon which next-auth removes the cookie. */
async function describeUser(claims: SessionClaims | null) {
  const user = claims && (await getUser(claims.userId));
  if (!user || user.session_version !== claims.sessionVersion) throw new Error('The session is over.');
  return { id: user.id, email: user.email, name: user.name };
}
