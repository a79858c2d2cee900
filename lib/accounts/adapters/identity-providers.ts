import type { NextAuthOptions, Profile } from 'next-auth';
import GitHubProvider from 'next-auth/providers/github';
import GoogleProvider from 'next-auth/providers/google';
import { z } from 'zod';
import { env } from '@/lib/platform/env';

type Provider = NextAuthOptions['providers'][number];

const REQUEST_TIMEOUT_MS = 10_000;

/** The identity providers that are configured. */
export function configuredProviders(): Provider[] {
  const { GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET, GITHUB_ID, GITHUB_SECRET } = env();
  const providers: Provider[] = [];
  if (GOOGLE_CLIENT_ID && GOOGLE_CLIENT_SECRET) {
    providers.push(googleProvider({ clientId: GOOGLE_CLIENT_ID, clientSecret: GOOGLE_CLIENT_SECRET }));
  }
  if (GITHUB_ID && GITHUB_SECRET) {
    providers.push(githubProvider({ clientId: GITHUB_ID, clientSecret: GITHUB_SECRET }));
  }
  return providers;
}

type Credentials = { clientId: string; clientSecret: string };

/** `wellKnown` is Google's discovery document; tests put a replica's there. */
export function googleProvider(options: Credentials & { wellKnown?: string }): Provider {
  const { wellKnown, ...credentials } = options;
  return GoogleProvider({
    ...credentials,
    ...(wellKnown && { wellKnown }),
    checks: ['pkce', 'state'],
    httpOptions: { timeout: REQUEST_TIMEOUT_MS },
  });
}

/** `siteUrl` and `apiUrl` are GitHub's; tests put a replica's there. */
export function githubProvider(options: Credentials & { siteUrl?: string; apiUrl?: string }): Provider {
  const { siteUrl = 'https://github.com', apiUrl = 'https://api.github.com', ...credentials } = options;
  return GitHubProvider({
    ...credentials,
    issuer: `${siteUrl}/login/oauth`,
    authorization: { url: `${siteUrl}/login/oauth/authorize`, params: { scope: 'read:user user:email' } },
    token: `${siteUrl}/login/oauth/access_token`,
    checks: ['pkce', 'state'],
    httpOptions: { timeout: REQUEST_TIMEOUT_MS },
    userinfo: {
      url: `${apiUrl}/user`,
      // The built-in one takes the public address, or the first of the list, without asking whether it is verified.
      async request({ client, tokens }) {
        const accessToken = tokens.access_token ?? '';
        const profile = await client.userinfo(accessToken);
        const email = await fetchVerifiedEmail(`${apiUrl}/user/emails`, accessToken);
        return { ...profile, email: email ?? undefined, email_verified: email !== null } as Profile;
      },
    },
  });
}

const emailsSchema = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

async function fetchVerifiedEmail(url: string, accessToken: string): Promise<string | null> {
  const response = await fetch(url, {
    headers: {
      authorization: `Bearer ${accessToken}`,
      accept: 'application/vnd.github+json',
      'user-agent': 'strand',
    },
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`GitHub answered ${response.status} when asked for e-mail addresses`);
  const verified = emailsSchema.parse(await response.json()).filter((entry) => entry.verified);
  return (verified.find((entry) => entry.primary) ?? verified[0])?.email ?? null;
}
