import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { handleAuthRequest } from '@/lib/accounts';
import type { Person } from '@/lib/contracts';
import { createDatabase, type Database, db, useDatabase } from '@/lib/platform/db';
import { overrideEnv } from '@/lib/platform/env';
import { createTestDatabase } from './database';

export const SITE = 'http://localhost:3000';
export const SECRET = 'a secret that only these tests know';
export const PASSWORD = 'correct horse battery';

/** Gives the tests of a file a database, a configuration and empty tables before each of them. */
export function prepareAccounts(configuration: Record<string, string> = {}): void {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let client: Database;

  beforeAll(async () => {
    database = await createTestDatabase();
    client = createDatabase(database.url, 5);
    useDatabase(client);
    // next-auth reads its address from here alone; the start script sets it.
    vi.stubEnv('NEXTAUTH_URL', SITE);
  });
  beforeEach(async () => {
    configure(configuration);
    await db().$executeRaw`TRUNCATE users, kv_entries CASCADE`;
  });
  afterEach(() => overrideEnv(undefined));
  afterAll(async () => {
    useDatabase(undefined);
    vi.unstubAllEnvs();
    await client.$disconnect();
    await database.drop();
  });

  function configure(values: Record<string, string>): void {
    overrideEnv({ DATABASE_URL: database.url, APP_URL: SITE, NEXTAUTH_SECRET: SECRET, ...values });
  }
}

type Route = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Call = {
  body?: unknown;
  headers?: Record<string, string>;
  params?: Record<string, string>;
  method?: string;
};

/** Calls a route handler as a program would. */
export function call(route: Route, path: string, { body, headers = {}, params = {}, method }: Call = {}) {
  const request = new Request(`${SITE}${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return route(request, { params: Promise.resolve(params) });
}

/** A browser's cookies, and the requests that next-auth's own browser side makes. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();

  get cookieHeader(): string {
    return Array.from(this.cookies, ([name, value]) => `${name}=${value}`).join('; ');
  }

  /** What a page of the app sends along with a request. */
  get headers(): Record<string, string> {
    return { cookie: this.cookieHeader, 'sec-fetch-site': 'same-origin' };
  }

  keep(response: Response): Response {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';');
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      const over = value === '' || attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute));
      if (over) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }

  async auth(
    path: string,
    options: { fields?: Record<string, string>; headers?: Record<string, string> } = {},
    providers?: Parameters<typeof handleAuthRequest>[2],
  ): Promise<Response> {
    const { fields, headers } = options;
    const url = new URL(`/api/auth/${path}`, SITE);
    const request = new Request(url, {
      method: fields ? 'POST' : 'GET',
      headers: { cookie: this.cookieHeader, ...headers },
      ...(fields && { body: new URLSearchParams(fields) }),
    });
    const segments = url.pathname.split('/').slice(3);
    return this.keep(await handleAuthRequest(request, segments, providers));
  }

  async csrfToken(): Promise<string> {
    return ((await (await this.auth('csrf')).json()) as { csrfToken: string }).csrfToken;
  }

  /** Resolves to the error code, or null when signed in. */
  async signIn(email: string, password: string, headers?: Record<string, string>): Promise<string | null> {
    const fields = {
      email,
      password,
      csrfToken: await this.csrfToken(),
      callbackUrl: `${SITE}/`,
      json: 'true',
    };
    const response = await this.auth('callback/credentials', { fields, headers });
    const { url } = (await response.json()) as { url: string };
    return new URL(url).searchParams.get('error');
  }
}

export async function signedIn(person: Person, password = PASSWORD): Promise<TestBrowser> {
  const browser = new TestBrowser();
  const error = await browser.signIn(person.email, password);
  if (error) throw new Error(`sign-in failed: ${error}`);
  return browser;
}
