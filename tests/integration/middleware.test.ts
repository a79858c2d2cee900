import { unstable_doesMiddlewareMatch as doesMatch } from 'next/experimental/testing/server';
import { NextRequest } from 'next/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { overrideEnv } from '@/lib/platform/env';
import middleware, { config } from '@/middleware';
import nextConfig from '../../next.config.mjs';

const origin = 'http://strand.example:3000';
const local = {
  NODE_ENV: 'production',
  REALTIME_PORT: '4321',
  EMBEDDED_PUSHER_APP_ID: 'app',
  EMBEDDED_PUSHER_KEY: 'key',
  EMBEDDED_PUSHER_SECRET: 'secret',
  PUSHER_APP_ID: '',
  PUSHER_KEY: '',
  PUSHER_SECRET: '',
  PUSHER_CLUSTER: '',
  PUSHER_HOST: '',
};

beforeAll(() => overrideEnv(local));
afterAll(() => overrideEnv(undefined));

function ask(path: string, headers: Record<string, string> = {}) {
  const request = new NextRequest(new URL(path, origin), {
    headers: { host: 'strand.example:3000', ...headers },
  });
  return middleware(request);
}
const policyOf = (path: string, headers?: Record<string, string>) =>
  ask(path, headers).headers.get('content-security-policy') ?? '';
const directive = (policy: string, name: string) =>
  policy.split('; ').find((part) => part.startsWith(`${name} `)) ?? '';

describe('which requests it sees', () => {
  it.each(['/', '/signin', '/c/0192', '/app/key?protocol=7', '/apps/app/events', '/apifoo', '/mediation'])(
    'sees %s',
    (path) => expect(doesMatch({ config, nextConfig, url: path })).toBe(true),
  );

  it.each(['/api/media', '/api/health?ready', '/media/0192', '/_next/static/chunks/x.js'])(
    'lets %s go past, so that bodies are streamed',
    (path) => expect(doesMatch({ config, nextConfig, url: path })).toBe(false),
  );

  it('sees WebSockets everywhere, since Next would leave them open', () => {
    expect(doesMatch({ config, nextConfig, url: '/api/x', headers: { upgrade: 'websocket' } })).toBe(true);
    expect(doesMatch({ config, nextConfig, url: '/api/x', headers: { upgrade: 'h2c' } })).toBe(false);
  });
});

describe('WebSockets', () => {
  const target = (path: string) => ask(path, { upgrade: 'websocket' }).headers.get('x-middleware-rewrite');

  it('of the Pusher protocol go to the realtime process', () => {
    expect(target('/app/key?protocol=7&client=js')).toBe(
      'http://127.0.0.1:4321/app/key?protocol=7&client=js',
    );
  });

  it.each(['/health', '/apps/app/events', '/', '/api/x', '/app/../apps/app/events', '/app/%2e%2e/health'])(
    'of %s are handed on to be refused',
    (path) => expect(new URL(target(path) ?? '').pathname).toBe('/not-found'),
  );

  it.each(['/app//evil.example/x', '/app/\\evil.example', '/app/@evil.example/'])(
    'of %s go nowhere else',
    (path) => {
      expect(new URL(target(path) ?? '').origin).toBe('http://127.0.0.1:4321');
    },
  );
});

it.each(['/app', '/app/key', '/apps', '/apps/app/events', '/apps/app/channels'])(
  'answers 404 to a plain request for %s',
  (path) => {
    const response = ask(path);
    expect(response.status).toBe(404);
    expect(response.headers.get('x-middleware-rewrite')).toBeNull();
  },
);

describe('the policy of a page', () => {
  it('has a nonce of its own, which Next gets with the request', () => {
    const responses = [ask('/'), ask('/')];
    const policies = responses.map((response) => response.headers.get('content-security-policy') ?? '');
    expect(policies[0]).not.toBe(policies[1]);
    expect(directive(policies[0] ?? '', 'script-src')).toMatch(
      /^script-src 'self' 'nonce-[\w+/]{22}==' 'strict-dynamic'$/,
    );
    expect(responses[0]?.headers.get('x-middleware-request-content-security-policy')).toBe(policies[0]);
  });

  it('replaces one that came with the request', () => {
    const response = ask('/', { 'content-security-policy': "script-src 'nonce-forged'" });
    expect([...response.headers.values()].join()).not.toContain('forged');
  });

  it('allows what the app does, and no more', () => {
    const policy = policyOf('/');
    expect(policy.replace(/nonce-[^']+/, 'nonce')).toBe(
      [
        "default-src 'self'",
        "script-src 'self' 'nonce' 'strict-dynamic'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' blob: data:",
        "media-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self' ws://strand.example:3000 wss://strand.example:3000",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
      ].join('; '),
    );
  });

  it.each(['x; script-src *', 'x y', 'evil.example/path', "'unsafe-inline'", ''])(
    'ignores the host %j',
    (host) => {
      expect(directive(policyOf('/', { host }), 'connect-src')).toBe("connect-src 'self'");
    },
  );

  it('allows hosted Pusher when it is configured', () => {
    overrideEnv({ ...local, PUSHER_APP_ID: '1', PUSHER_KEY: 'k', PUSHER_SECRET: 's', PUSHER_CLUSTER: 'eu' });
    expect(directive(policyOf('/'), 'connect-src')).toContain('wss://ws-eu.pusher.com');
    overrideEnv(local);
  });

  it('allows eval in development only', () => {
    overrideEnv({ ...local, NODE_ENV: 'development' });
    expect(directive(policyOf('/'), 'script-src')).toContain("'unsafe-eval'");
    overrideEnv(local);
  });
});

it('Next sends the other security headers with everything', async () => {
  const rules = await nextConfig.headers?.();
  const headers = Object.fromEntries(
    (rules ?? [])
      .filter(({ source }) => source === '/:path*')
      .flatMap((rule) => rule.headers.map(({ key, value }) => [key, value])),
  );
  expect(headers).toMatchObject({
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Permissions-Policy': expect.stringContaining('camera=(self), microphone=(self)'),
  });
  expect(nextConfig.poweredByHeader).toBe(false);
});
