import { appUrl } from '@/lib/platform/env';

/** How long a session lasts without a visit, as next-auth counts it. */
export const SESSION_MAX_AGE_S = 30 * 24 * 60 * 60;

/** Browsers accept a `__Secure-` cookie from https only, so no plain-http page in between can plant one. */
export function usesSecureCookies(): boolean {
  return appUrl().startsWith('https://');
}

function sessionCookieName(): string {
  return `${usesSecureCookies() ? '__Secure-' : ''}next-auth.session-token`;
}

/**
 * The session token among the cookies, or null. next-auth splits a token that is too long for one cookie into
 * `name.0`, `name.1` …; a whole one wins over pieces.
 */
export function joinSessionCookie(cookies: Iterable<{ name: string; value: string }>): string | null {
  const name = sessionCookieName();
  const pieces: string[] = [];
  for (const cookie of cookies) {
    if (cookie.name === name) return cookie.value;
    if (!cookie.name.startsWith(`${name}.`)) continue;
    const index = cookie.name.slice(name.length + 1);
    if (/^\d$/.test(index)) pieces[Number(index)] = cookie.value;
  }
  const token = Array.from(pieces, (piece) => piece ?? '').join('');
  return token || null;
}

/** The cookies of a `Cookie` header, as they were sent. */
export function* parseCookieHeader(header: string | null): Generator<{ name: string; value: string }> {
  for (const part of header?.split(';') ?? []) {
    const equals = part.indexOf('=');
    if (equals > 0) yield { name: part.slice(0, equals).trim(), value: part.slice(equals + 1).trim() };
  }
}

/** A `Set-Cookie` value with the same attributes that next-auth gives the session. */
export function serializeSessionCookie(token: string): string {
  const secure = usesSecureCookies() ? '; Secure' : '';
  return `${sessionCookieName()}=${token}; Path=/; Max-Age=${SESSION_MAX_AGE_S}; HttpOnly; SameSite=Lax${secure}`;
}
