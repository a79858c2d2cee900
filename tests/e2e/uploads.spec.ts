import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CDPSession, Page } from '@playwright/test';
import type { Asset } from '../../lib/contracts';
import { type App, startApp } from './support/app';
import {
  attachPhoto,
  expect,
  messageField,
  ownMessages,
  send,
  signUp,
  storedMessages,
  takePhoto,
  test,
  untilReady,
} from './support/browser';
import { expectNoBarrier } from './support/expect-no-barrier';

const MEGABYTE = 1024 * 1024;
/** Exactly what is allowed. */
const LARGE_BYTES = 100 * MEGABYTE;

let app: App;
test.beforeAll(async () => {
  app = await startApp();
});
test.afterAll(() => app.remove());

/** What the page says to the server about uploads in pieces. */
function listenToUploads(page: Page) {
  const heard = {
    created: 0,
    /** Offsets that the server has said are safe. */
    acknowledged: [] as number[],
    /** What it answered when it was asked where to go on. */
    resumedAt: [] as number[],
    /** Where the pieces that were sent begin. */
    sentFrom: [] as number[],
    location: '',
    assetId: '',
  };
  page.on('request', (request) => {
    if (request.method() === 'PATCH' && request.url().includes('/api/uploads/'))
      heard.sentFrom.push(Number(request.headers()['upload-offset']));
  });
  page.on('response', (response) => {
    const method = response.request().method();
    if (!response.url().includes('/api/uploads') || !response.ok()) return;
    const headers = response.headers();
    if (method === 'POST') {
      heard.created += 1;
      heard.location = headers.location ?? '';
    }
    if (method === 'PATCH') heard.acknowledged.push(Number(headers['upload-offset']));
    if (method === 'HEAD') heard.resumedAt.push(Number(headers['upload-offset']));
    heard.assetId = headers['x-asset-id'] ?? heard.assetId;
  });
  return heard;
}

const sessions = new WeakMap<Page, Promise<CDPSession>>();

/** Makes sending slow, in bytes a second; -1 for as fast as it goes, 'offline' for not at all. */
async function limitSending(page: Page, limit: number | 'offline'): Promise<void> {
  // Each session has conditions of its own, and the strictest hold.
  const opened = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, opened);
  const session = await opened;
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: limit === 'offline',
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: limit === 'offline' ? -1 : limit,
  });
}

const piecesOnDisk = () => {
  try {
    return readdirSync(path.join(app.dataFolder, 'media/.uploads'));
  } catch {
    return [];
  }
};

/** Files of the storage, without what is hidden beside it. */
const storedFiles = () =>
  readdirSync(path.join(app.dataFolder, 'media'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes(`${path.sep}.`))
    .map((entry) => entry.name);

function makeFile(name: string, bytes: number) {
  const file = test.info().outputPath(name);
  const content = randomBytes(bytes);
  writeFileSync(file, content);
  return { file, sha256: createHash('sha256').update(content).digest('hex') };
}

const choose = (page: Page, files: string[]) => page.locator('input[data-source=file]').setInputFiles(files);
const last = (numbers: number[]) => numbers.at(-1) ?? 0;

/** How many uploads this browser keeps. */
const keptUploads = (page: Page) =>
  page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const name = names.find((found) => found.startsWith('strand.uploads.'));
    if (!name) return 0;
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const count = await new Promise<number>((resolve) => {
      const counting = database.transaction('files').objectStore('files').count();
      counting.onsuccess = () => resolve(counting.result);
    });
    database.close();
    return count;
  });

async function healthy(): Promise<void> {
  await expect(async () => expect((await fetch(`${app.url}/api/health?ready`)).status).toBe(200)).toPass({
    timeout: 40_000,
  });
}

test('100 MB that were interrupted by killing the server, and by a reload, arrive from where they were', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const { file, sha256 } = makeFile('film.bin', LARGE_BYTES);
  await signUp(page, undefined, app.url);
  const before = listenToUploads(page);
  await limitSending(page, 20 * MEGABYTE);
  await choose(page, [file]);
  await expect
    .poll(() => last(before.acknowledged), { timeout: 60_000 })
    .toBeGreaterThanOrEqual(24 * MEGABYTE);
  const safe = last(before.acknowledged);
  process.kill((await app.processes()).web ?? 0, 'SIGKILL');
  // The page says that it waits, and has lost nothing.
  await expect(page.getByRole('listitem').filter({ hasText: 'film.bin' })).toContainText('Waiting to go on');
  await healthy();
  expect(before.assetId).toBe('');

  const after = listenToUploads(page);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Cancel film.bin' })).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => after.resumedAt.length, { timeout: 30_000 }).toBeGreaterThan(0);
  await limitSending(page, -1);
  await expect(page.getByRole('button', { name: 'Remove film.bin' })).toBeVisible({ timeout: 90_000 });
  // Not a byte that was safe is sent again, and nothing was begun anew.
  expect(Math.min(...after.resumedAt)).toBeGreaterThanOrEqual(safe);
  expect(Math.min(...after.sentFrom)).toBeGreaterThanOrEqual(safe);
  expect(after.resumedAt).toContain(after.sentFrom[0]);
  expect([before.created, after.created]).toEqual([1, 0]);
  expect(last(after.acknowledged)).toBe(LARGE_BYTES);

  const response = await page.request.get(`${app.url}/api/media/${after.assetId}`);
  expect(((await response.json()) as Asset).sha256).toBe(sha256);
  expect(piecesOnDisk()).toEqual([]);
  await send(page, 'here it is');
  await expect(ownMessages(page)).toContainText('film.bin');
  await expect(async () => {
    const [message] = await storedMessages(page);
    expect(message?.media_urls.map(({ id }) => id)).toEqual([after.assetId]);
  }).toPass();
  await expect.poll(() => keptUploads(page)).toBe(0);
});

test('cancelling leaves nothing: no file, no row, nothing in the browser', async ({ page }) => {
  const { file } = makeFile('film.bin', 40 * MEGABYTE);
  await signUp(page, undefined, app.url);
  const heard = listenToUploads(page);
  const stored = storedFiles();
  await limitSending(page, 8 * MEGABYTE);
  await choose(page, [file]);
  await expect.poll(() => last(heard.acknowledged), { timeout: 30_000 }).toBeGreaterThan(0);
  expect(piecesOnDisk()).toHaveLength(1);
  expect(await keptUploads(page)).toBe(1);
  await page.getByRole('button', { name: 'Cancel film.bin' }).click();
  await expect(page.getByRole('list', { name: 'Attachments' })).toHaveCount(0);
  await expect.poll(() => piecesOnDisk(), { timeout: 20_000 }).toEqual([]);
  const upload = new URL(heard.location, app.url).href;
  await expect.poll(async () => (await page.request.get(upload)).status()).toBe(404);
  expect(storedFiles()).toEqual(stored);
  await expect.poll(() => keptUploads(page)).toBe(0);
});

test('taking out what is uploaded already removes it from the server', async ({ page }) => {
  await signUp(page, undefined, app.url);
  const stored = storedFiles();
  const answered = page.waitForResponse((response) => response.url().endsWith('/api/media'));
  await attachPhoto(page);
  const { id } = (await (await answered).json()) as Asset;
  await page.getByRole('button', { name: 'Remove holiday.jpg' }).click();
  await expect.poll(async () => (await page.request.get(`${app.url}/api/media/${id}`)).status()).toBe(404);
  await expect.poll(storedFiles).toEqual(stored);
});

test('chosen files are there again after a reload, with their pictures, and go with the message', async ({
  page,
}) => {
  await signUp(page, undefined, app.url);
  await attachPhoto(page);
  await messageField(page).fill('from before');
  await page.reload();
  await untilReady(page);
  const chip = page.getByRole('list', { name: 'Attachments' }).getByRole('img', { name: 'holiday.jpg' });
  await expect(chip).toBeVisible();
  await expect.poll(() => chip.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await expect(page.getByRole('button', { name: 'Remove holiday.jpg' })).toBeVisible();
  await expect(messageField(page)).toHaveValue('from before');
  await send(page, 'from before');
  await expect(ownMessages(page).getByRole('img')).toBeVisible();
  await expect(async () => {
    const [message] = await storedMessages(page);
    expect(message?.media_urls).toHaveLength(1);
  }).toPass();
});

test('an upload pauses, resumes, and outlasts being offline', async ({ page }) => {
  const { file } = makeFile('film.bin', 24 * MEGABYTE);
  await signUp(page, undefined, app.url);
  const heard = listenToUploads(page);
  await limitSending(page, 6 * MEGABYTE);
  await choose(page, [file]);
  const chip = page.getByRole('listitem').filter({ hasText: 'film.bin' });
  await expect.poll(() => last(heard.acknowledged), { timeout: 30_000 }).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Pause uploading film.bin' }).click();
  await expect(chip).toContainText(/Paused at \d+ %/);
  const sent = heard.sentFrom.length;
  await page.waitForTimeout(1_500);
  expect(heard.sentFrom.length).toBe(sent);
  await page.getByRole('button', { name: 'Continue uploading film.bin' }).click();
  await expect.poll(() => heard.sentFrom.length).toBeGreaterThan(sent);
  await limitSending(page, 'offline');
  await expect(chip).toContainText('Waiting to go on');
  await limitSending(page, -1);
  await expect(page.getByRole('button', { name: 'Remove film.bin' })).toBeVisible({ timeout: 30_000 });
  expect(heard.created).toBe(1);
  // It went on within the file, never from its beginning again.
  expect(heard.sentFrom.filter((offset) => offset === 0)).toHaveLength(1);
});

test('a second tab does not send the same file, and takes over when the first one closes', async ({
  page,
  context,
}) => {
  const { file } = makeFile('film.bin', 40 * MEGABYTE);
  await signUp(page, undefined, app.url);
  const first = listenToUploads(page);
  await limitSending(page, 4 * MEGABYTE);
  await choose(page, [file]);
  await expect.poll(() => last(first.acknowledged), { timeout: 30_000 }).toBeGreaterThan(0);
  const other = await context.newPage();
  const second = listenToUploads(other);
  await other.goto(app.url);
  await untilReady(other);
  await expect(other.getByRole('button', { name: 'Cancel film.bin' })).toBeVisible();
  await other.waitForTimeout(1_000);
  expect(second.sentFrom).toEqual([]);
  await page.close();
  await expect(other.getByRole('button', { name: 'Remove film.bin' })).toBeVisible({ timeout: 40_000 });
  expect([first.created, second.created]).toEqual([1, 0]);
  expect(Math.min(...second.sentFrom)).toBeGreaterThanOrEqual(last(first.acknowledged));
});

test('signing out deletes the files that were kept', async ({ page }) => {
  await signUp(page, undefined, app.url);
  await attachPhoto(page);
  await expect.poll(() => keptUploads(page)).toBe(1);
  await page.getByRole('button', { name: /Ada/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/signin/);
  await expect
    .poll(() => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)))
    .not.toContainEqual(expect.stringMatching(/^strand\.uploads\./));
});

for (const { where, viewport, colorScheme } of [
  { where: 'a phone, light', viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  { where: 'a desktop, dark', viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
] as const) {
  test.describe(`on ${where}`, () => {
    test.use({ viewport, colorScheme, hasTouch: viewport.width < 500, isMobile: viewport.width < 500 });

    test('files come by picker, paste and drop, and the tray has no barrier', async ({ page }) => {
      const { file } = makeFile('a film with a rather long name of its own.bin', 24 * MEGABYTE);
      const photo = (await takePhoto()).toString('base64');
      await signUp(page, undefined, app.url);
      await limitSending(page, 512 * 1024);
      await choose(page, [file]);
      await carry(page, 'paste', photo);
      await carry(page, 'drop', photo);
      const tray = page.getByRole('list', { name: 'Attachments' });
      await expect(tray.getByRole('listitem')).toHaveCount(3);
      await expect(page.getByRole('button', { name: 'Remove dropped.jpg' })).toBeVisible({ timeout: 30_000 });
      await expectNoBarrier(page, `the tray on ${where}`);
      await limitSending(page, -1);
      await page
        .getByRole('button', { name: 'Cancel a film with a rather long name of its own.bin' })
        .click();
      await expect(tray.getByRole('listitem')).toHaveCount(2);
    });
  });
}

/** Pastes or drops a photo as the browser would. */
async function carry(page: Page, how: 'paste' | 'drop', base64: string): Promise<void> {
  await page.evaluate(
    ([kind, content]) => {
      const bytes = Uint8Array.from(atob(content ?? ''), (letter) => letter.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(
        new File([bytes], kind === 'paste' ? 'pasted.jpg' : 'dropped.jpg', { type: 'image/jpeg' }),
      );
      const field = document.querySelector('[data-composer]');
      if (kind === 'paste')
        field?.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        );
      else
        field?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    [how, base64],
  );
}
