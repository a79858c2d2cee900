import { afterEach, describe, expect, it } from 'vitest';
import { overrideEnv } from '@/lib/platform/env';
import { joinSessionCookie, parseCookieHeader, serializeSessionCookie } from './session-cookie';

afterEach(() => overrideEnv(undefined));

const tokenIn = (header: string) => joinSessionCookie(parseCookieHeader(header));

describe('over http', () => {
  it('finds the session among other cookies', () => {
    overrideEnv({ APP_URL: 'http://localhost:3000' });
    expect(tokenIn('theme=dark; next-auth.session-token=abc; x=y')).toBe('abc');
    expect(tokenIn('theme=dark')).toBeNull();
    expect(joinSessionCookie(parseCookieHeader(null))).toBeNull();
  });

  it('joins pieces in the order of their numbers', () => {
    overrideEnv({ APP_URL: 'http://localhost:3000' });
    expect(tokenIn('next-auth.session-token.1=def; next-auth.session-token.0=abc')).toBe('abcdef');
  });

  it('ignores cookies that only begin with the name', () => {
    overrideEnv({ APP_URL: 'http://localhost:3000' });
    expect(
      tokenIn('next-auth.session-token-evil=a; next-auth.session-token.x=b; next-auth.session-token.=c'),
    ).toBeNull();
  });

  it('sets a cookie that scripts cannot read and other sites cannot post with', () => {
    overrideEnv({ APP_URL: 'http://localhost:3000' });
    expect(serializeSessionCookie('abc')).toBe(
      'next-auth.session-token=abc; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax',
    );
  });
});

describe('over https', () => {
  it('takes only the cookie that a browser accepts from https alone', () => {
    overrideEnv({ APP_URL: 'https://chat.example.org' });
    expect(tokenIn('next-auth.session-token=planted')).toBeNull();
    expect(tokenIn('next-auth.session-token=planted; __Secure-next-auth.session-token=real')).toBe('real');
  });

  it('marks the cookie as secure', () => {
    overrideEnv({ APP_URL: 'https://chat.example.org' });
    expect(serializeSessionCookie('abc')).toMatch(/^__Secure-next-auth\.session-token=abc; .*; Secure$/);
  });
});
