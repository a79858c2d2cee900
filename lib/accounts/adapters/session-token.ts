import { decode, encode } from 'next-auth/jwt';
import { AppError, isId } from '@/lib/kernel';
import { env } from '@/lib/platform/env';
import { SESSION_MAX_AGE_S } from '../session-cookie';

/** What a session token says; everything else is read from the database. */
export type SessionClaims = { userId: string; sessionVersion: number };

/** The key of all sessions. Throws `config.no_secret`: without one, nobody may be believed to be signed in. */
export function requireSecret(): string {
  const secret = env().NEXTAUTH_SECRET;
  if (secret) return secret;
  throw new AppError({
    code: 'config.no_secret',
    kind: 'internal',
    publicMessage: 'NEXTAUTH_SECRET is not set: start the app with `npm start`, which makes one.',
  });
}

/** An encrypted token (JWE) in next-auth's own form. */
export function encodeSession(claims: SessionClaims): Promise<string> {
  return encode({
    token: { sub: claims.userId, session_version: claims.sessionVersion },
    secret: requireSecret(),
    maxAge: SESSION_MAX_AGE_S,
  });
}

/** The claims of a token that we made and that is not over, else null. */
export async function decodeSession(token: string): Promise<SessionClaims | null> {
  const secret = requireSecret();
  try {
    return toClaims(await decode({ token, secret }));
  } catch {
    return null;
  }
}

/** next-auth makes other tokens with the same secret; only one that names a person and a version is a session. */
export function toClaims(payload: Record<string, unknown> | null): SessionClaims | null {
  const { sub, session_version: sessionVersion, exp } = payload ?? {};
  if (!isId(sub) || !Number.isInteger(sessionVersion) || typeof exp !== 'number') return null;
  return { userId: sub, sessionVersion: sessionVersion as number };
}
