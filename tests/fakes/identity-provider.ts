import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export const CLIENT = { clientId: 'the-client', clientSecret: 'the-secret' };

/** A person as the provider knows them. */
export type FakeProfile = {
  id: string;
  name: string | null;
  /** GitHub: what `/user` says, verified or not. */
  publicEmail?: string | null;
  emails: { email: string; primary: boolean; verified: boolean }[];
};

type Grant = { profile: FakeProfile; challenge: string; redirectUri: string; clientId: string };

/** Speaks what next-auth needs of GitHub's OAuth and of Google's OpenID Connect, and checks PKCE like both do. */
export async function startIdentityProvider() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const grants = new Map<string, Grant>();
  const tokens = new Map<string, FakeProfile>();
  const server = createServer(async (request, response) => {
    const answer = await route(request).catch((error) => ({ status: 400, body: { error: String(error) } }));
    response
      .writeHead(answer.status, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function route(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const path = new URL(request.url ?? '', url).pathname;
    if (path === '/.well-known/openid-configuration') return { status: 200, body: discovery() };
    if (path === '/jwks')
      return { status: 200, body: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k' }] } };
    if (path === '/login/oauth/access_token') return exchange(request);
    const profile = tokens.get(request.headers.authorization?.replace(/^Bearer /, '') ?? '');
    if (!profile) return { status: 401, body: { message: 'Bad credentials' } };
    if (path === '/user') {
      return {
        status: 200,
        body: { id: Number(profile.id), login: 'login', name: profile.name, email: profile.publicEmail },
      };
    }
    if (path === '/user/emails') return { status: 200, body: profile.emails };
    return { status: 404, body: {} };
  }

  async function exchange(request: IncomingMessage) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const grant = grants.get(form.get('code') ?? '');
    grants.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!grant || grant.challenge !== challenge || grant.redirectUri !== form.get('redirect_uri')) {
      return { status: 400, body: { error: 'invalid_grant' } };
    }
    const accessToken = randomUUID();
    tokens.set(accessToken, grant.profile);
    const body = { access_token: accessToken, token_type: 'bearer', expires_in: 3600 };
    return { status: 200, body: { ...body, ...(grant.clientId && { id_token: idToken(grant) }) } };
  }

  function idToken({ profile, clientId }: Grant): string {
    const address = profile.emails[0];
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: url, aud: clientId, sub: profile.id, iat: now, exp: now + 600, name: profile.name };
    const email = address && { email: address.email, email_verified: address.verified };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const head = `${part({ alg: 'RS256', kid: 'k' })}.${part({ ...claims, ...email })}`;
    return `${head}.${sign('sha256', Buffer.from(head), privateKey).toString('base64url')}`;
  }

  function discovery() {
    return {
      issuer: url,
      authorization_endpoint: `${url}/login/oauth/authorize`,
      token_endpoint: `${url}/login/oauth/access_token`,
      jwks_uri: `${url}/jwks`,
      response_types_supported: ['code'],
      id_token_signing_alg_values_supported: ['RS256'],
    };
  }

  return {
    url,
    /** The person consents on the provider's page. Returns the address that their browser is sent back to. */
    consent(authorizationUrl: string, profile: FakeProfile): URL {
      const asked = new URL(authorizationUrl).searchParams;
      const code = randomUUID();
      const redirectUri = asked.get('redirect_uri') ?? '';
      const openId = asked.get('scope')?.includes('openid') ?? false;
      grants.set(code, {
        profile,
        challenge: asked.get('code_challenge') ?? '',
        redirectUri,
        clientId: openId ? (asked.get('client_id') ?? '') : '',
      });
      const back = new URL(redirectUri);
      back.searchParams.set('code', code);
      back.searchParams.set('state', asked.get('state') ?? '');
      return back;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
