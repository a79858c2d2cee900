import { describe, expect, it, vi } from 'vitest';
import { authenticateRequest, createAccount } from '@/lib/accounts';
import { db } from '@/lib/platform/db';
import { overrideEnv } from '@/lib/platform/env';
import { runAdmin } from '@/scripts/admin/run-admin';
import { PASSWORD, prepareAccounts, SECRET, SITE, signedIn, TestBrowser } from '../../support/accounts';

prepareAccounts();

async function admin(...args: string[]) {
  const lines: string[] = [];
  const complaints: string[] = [];
  const code = await runAdmin(args, {
    print: (line) => lines.push(line),
    complain: (line) => complaints.push(line),
  });
  return { code, printed: lines.join('\n'), complaints };
}

async function succeed(...args: string[]) {
  const { code, printed, complaints } = await admin(...args);
  expect(complaints).toEqual([]);
  expect(code).toBe(0);
  return JSON.parse(printed);
}

async function fail(...args: string[]): Promise<string> {
  const { code, printed, complaints } = await admin(...args);
  expect(code).toBe(1);
  expect(printed).toBe('');
  expect(complaints).toHaveLength(1);
  return complaints[0] ?? '';
}

const create = ['user', 'create', '--email', 'Ada@example.org', '--password', PASSWORD];

describe('user create', () => {
  it('prints one JSON object, and the account can sign in', async () => {
    const user = await succeed(...create, '--name', 'Ada');
    expect(user).toEqual({ id: expect.any(String), email: 'ada@example.org', name: 'Ada', role: 'admin' });
    expect(await new TestBrowser().signIn('ada@example.org', PASSWORD)).toBeNull();
  });

  it('makes an API key that works when asked to', async () => {
    const { id, api_key: key } = await succeed(...create, '--api-key');
    const request = new Request(SITE, { headers: { authorization: `Bearer ${key}` } });
    expect(await authenticateRequest(request)).toMatchObject({ userId: id, via: 'api_key' });
  });

  it('works where sign-up is closed, with the role that is asked for', async () => {
    overrideEnv({ APP_URL: SITE, NEXTAUTH_SECRET: SECRET, SIGN_UP: 'closed' });
    expect(await succeed(...create)).toMatchObject({ role: 'admin' });
    expect(await succeed('user', 'create', '--email', 'b@example.org', '--password', PASSWORD)).toMatchObject(
      {
        role: 'member',
      },
    );
    const third = ['user', 'create', '--email=c@example.org', `--password=${PASSWORD}`, '--role=admin'];
    expect(await succeed(...third)).toMatchObject({ role: 'admin' });
    expect((await succeed('user', 'list')).users.map((user: { email: string }) => user.email)).toEqual([
      'ada@example.org',
      'b@example.org',
      'c@example.org',
    ]);
  });

  it('says in one sentence what is wrong', async () => {
    await succeed(...create);
    expect(await fail(...create)).toBe(
      'There is already an account with this e-mail address. Sign in instead.',
    );
    expect(await fail('user', 'create', '--email', 'b@example.org')).toMatch(/^--password is missing/);
    expect(await fail('user', 'create', '--password', PASSWORD)).toMatch(/^--email is missing/);
    expect(await fail('user', 'create', '--email', 'b', '--password', PASSWORD)).toBe(
      '--email: Enter a valid e-mail address.',
    );
    expect(await fail('user', 'create', '--email', 'b@example.org', '--password', 'short')).toMatch(
      /8 characters/,
    );
    expect(await fail(...create, '--role', 'king')).toBe('--role: must be admin or member');
    expect(await fail(...create, '--colour', 'red')).toMatch(/--colour.*npm run admin -- --help/);
    expect(await fail('user', 'drop')).toMatch(/no command "user drop"/);
    expect(await fail('constructor')).toMatch(/no command/);
  });

  it('says so when the database does not answer', async () => {
    const broken = vi
      .spyOn(db().user, 'findUnique')
      .mockRejectedValue(new Error('\nconnect ECONNREFUSED 127.0.0.1:1'));
    expect(await fail(...create)).toMatch(/^That did not work: connect ECONNREFUSED/);
    broken.mockRestore();
  });
});

it('user password changes it and ends the sessions', async () => {
  const browser = await signedIn(await createAccount({ email: 'ada@example.org', password: PASSWORD }));
  await succeed('user', 'password', '--email', 'ada@example.org', '--password', 'another horse');
  expect(await (await browser.auth('session')).json()).toEqual({});
  expect(await new TestBrowser().signIn('ada@example.org', 'another horse')).toBeNull();
  expect(await fail('user', 'password', '--email', 'eve@example.org', '--password', 'another horse')).toBe(
    'There is no such account.',
  );
});

it('key create, list and revoke work on one person', async () => {
  await createAccount({ email: 'ada@example.org', password: PASSWORD });
  await createAccount({ email: 'bob@example.org', password: PASSWORD });
  const key = await succeed('key', 'create', '--email', 'ada@example.org', '--name', 'CI');
  expect(key.api_key).toMatch(/^strand_/);
  const listed = await succeed('key', 'list', '--email', 'ada@example.org');
  expect(listed.api_keys).toMatchObject([{ id: key.id, name: 'CI' }]);
  expect(JSON.stringify(listed)).not.toContain(key.api_key);
  expect(await fail('key', 'revoke', '--email', 'bob@example.org', '--id', key.id)).toBe(
    'There is no such API key.',
  );
  expect(await succeed('key', 'revoke', '--email', 'ada@example.org', '--id', key.id)).toEqual({
    id: key.id,
    revoked: true,
  });
  expect(await fail('key', 'list', '--email', 'eve@example.org')).toBe(
    'There is no account with the e-mail address eve@example.org.',
  );
});

it('explains itself', async () => {
  for (const args of [[], ['--help'], ['user', 'create', '-h']]) {
    const { code, printed } = await admin(...args);
    expect(code).toBe(0);
    expect(printed).toContain('user create --email <address> --password <password>');
  }
});
