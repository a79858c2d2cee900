import type { App } from './app';

/** Signs in as the app's person, as the browser does, and returns the Cookie header of the session. */
export async function signIn({ url, email, password }: App): Promise<string> {
  const cookies = new Map<string, string>();
  const call = async (path: string, fields?: Record<string, string>) => {
    const response = await fetch(`${url}/api/auth/${path}`, {
      method: fields ? 'POST' : 'GET',
      headers: { cookie: toHeader(cookies) },
      redirect: 'manual',
      ...(fields && { body: new URLSearchParams(fields) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      cookies.set(name, value);
    }
    return response;
  };
  const { csrfToken } = (await (await call('csrf')).json()) as { csrfToken: string };
  await call('callback/credentials', { email, password, csrfToken, callbackUrl: `${url}/`, json: 'true' });
  const session = (await (await call('session')).json()) as { user?: unknown } | null;
  if (!session?.user) throw new Error('Signing in did not work.');
  return toHeader(cookies);
}

function toHeader(cookies: Map<string, string>): string {
  return Array.from(cookies, ([name, value]) => `${name}=${value}`).join('; ');
}
