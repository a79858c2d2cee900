import { createHash } from 'node:crypto';
import { beforeEach, expect, it, vi } from 'vitest';
import { DELETE as revoke } from '@/app/api/account/api-keys/[id]/route';
import { POST as create, GET as list } from '@/app/api/account/api-keys/route';
import { GET as account } from '@/app/api/account/route';
import { createAccount, createApiKey } from '@/lib/accounts';
import { touchApiKey } from '@/lib/accounts/store/principals';
import { apiKeySchema, type Person } from '@/lib/contracts';
import { db } from '@/lib/platform/db';
import { call, PASSWORD, prepareAccounts, signedIn, type TestBrowser } from '../../support/accounts';

prepareAccounts();

let ada: Person;
let bob: Person;
let browser: TestBrowser;
beforeEach(async () => {
  ada = await createAccount({ email: 'ada@example.org', password: PASSWORD });
  bob = await createAccount({ email: 'bob@example.org', password: PASSWORD });
  browser = await signedIn(ada);
});

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const whoIs = (key: string) => call(account, '/api/account', { headers: bearer(key) });
const createByBrowser = (name: unknown) =>
  call(create, '/api/account/api-keys', { body: { name }, headers: browser.headers });
const revokeBy = (headers: Record<string, string>, id: string) =>
  call(revoke, `/api/account/api-keys/${id}`, { method: 'DELETE', headers, params: { id } });

it('shows a key once, stores its hash alone, and lets it act for its owner', async () => {
  const response = await createByBrowser('Laptop');
  expect(response.status).toBe(201);
  expect(response.headers.get('cache-control')).toBe('no-store');
  const { key, ...info } = await response.json();
  expect(apiKeySchema.parse(info)).toMatchObject({
    name: 'Laptop',
    prefix: key.slice(0, 13),
    last_used_at: null,
  });

  const listed = await (await call(list, '/api/account/api-keys', { headers: browser.headers })).json();
  expect(listed).toEqual({ api_keys: [info] });
  const [row] = await db().apiKey.findMany();
  expect(row?.key_hash).toBe(createHash('sha256').update(key).digest('hex'));
  expect(JSON.stringify(row)).not.toContain(key);

  expect((await (await whoIs(key)).json()).id).toBe(ada.id);
});

it('stops working the moment it is revoked', async () => {
  const { key, id } = await createApiKey(ada.id, 'Laptop');
  expect((await whoIs(key)).status).toBe(200);
  expect((await revokeBy(browser.headers, id)).status).toBe(204);
  expect((await whoIs(key)).status).toBe(401);
  expect((await revokeBy(browser.headers, id)).status).toBe(404);
});

it("is not there for anybody else: another person's key is neither listed nor revoked", async () => {
  const { key, id } = await createApiKey(bob.id, 'Of Bob');
  expect((await revokeBy(browser.headers, id)).status).toBe(404);
  expect((await whoIs(key)).status).toBe(200);
  expect(await (await call(list, '/api/account/api-keys', { headers: browser.headers })).json()).toEqual({
    api_keys: [],
  });
});

it('answers 404 for an id that is none', async () => {
  for (const id of ['1', "' OR 1=1", '..', ada.id])
    expect((await revokeBy(browser.headers, id)).status).toBe(404);
});

it('cannot make or revoke keys, so that revoking one that leaked is the end of it', async () => {
  const { key, id } = await createApiKey(ada.id, 'Leaked');
  const made = await call(create, '/api/account/api-keys', { body: { name: 'More' }, headers: bearer(key) });
  expect(made.status).toBe(403);
  expect((await made.json()).error.code).toBe('accounts.session_only');
  expect((await revokeBy(bearer(key), id)).status).toBe(403);
  expect(await db().apiKey.count()).toBe(1);
});

it('is not made by other sites or strangers', async () => {
  const crossSite = { ...browser.headers, 'sec-fetch-site': 'cross-site' };
  expect(
    (await call(create, '/api/account/api-keys', { body: { name: 'x' }, headers: crossSite })).status,
  ).toBe(403);
  expect((await call(create, '/api/account/api-keys', { body: { name: 'x' } })).status).toBe(401);
  expect(await db().apiKey.count()).toBe(0);
});

it.each([undefined, null, '', '  ', 'x'.repeat(101), 'a\0b', 7, {}])('refuses the name %j', async (name) => {
  expect((await createByBrowser(name)).status).toBe(400);
});

it('notes when it was last used, to the minute', async () => {
  const { key, id } = await createApiKey(ada.id, 'Laptop');
  const lastUse = async () => (await db().apiKey.findUniqueOrThrow({ where: { id } })).last_used_at;
  await Promise.all(Array.from({ length: 10 }, () => whoIs(key)));
  await vi.waitFor(async () => expect(await lastUse()).not.toBeNull());
  const first = await lastUse();
  expect(Math.abs(Date.now() - (first?.getTime() ?? 0))).toBeLessThan(60_000);
  await whoIs(key);
  await whoIs(key);
  expect(await lastUse()).toEqual(first);
});

it('is noted by one of several processes, and only for its owner', async () => {
  const { id } = await createApiKey(ada.id, 'Laptop');
  const lastUse = async () => (await db().apiKey.findUniqueOrThrow({ where: { id } })).last_used_at;
  await touchApiKey(bob.id, id, 60_000);
  expect(await lastUse()).toBeNull();
  await touchApiKey(ada.id, id, 60_000);
  const first = await lastUse();
  await touchApiKey(ada.id, id, 60_000);
  expect(await lastUse()).toEqual(first);
  await db().apiKey.update({ where: { id }, data: { last_used_at: new Date(Date.now() - 61_000) } });
  await touchApiKey(ada.id, id, 60_000);
  expect((await lastUse())?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? 0);
});

it('goes with its owner', async () => {
  const { key } = await createApiKey(ada.id, 'Laptop');
  await db().user.delete({ where: { id: ada.id } });
  expect((await whoIs(key)).status).toBe(401);
});

it('has a most per person', async () => {
  for (let count = 0; count < 50; count += 1) await createApiKey(ada.id, `Key ${count}`);
  expect((await createByBrowser('One more')).status).toBe(409);
  await expect(createApiKey(bob.id, 'His own')).resolves.toMatchObject({ name: 'His own' });
});
