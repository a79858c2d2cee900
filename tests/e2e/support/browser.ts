import { test as base, expect, type Locator, type Page } from '@playwright/test';
import sharp from 'sharp';
import { v7 as newId } from 'uuid';
import type { Message, MessagePage } from '../../../lib/contracts';

export { expect };

export type Account = { name: string; email: string; password: string };

type Fixtures = {
  /**
   * Opens another device of the person who is signed in on a page, where that page is or at `path`: a browser with
   * nothing in common but the session. `prepare` sees it before anything is loaded.
   */
  openDevice(
    page: Page,
    options?: { path?: string; prepare?(device: Page): Promise<unknown> },
  ): Promise<Page>;
  /** Opens a browser in which nobody is signed in. */
  openStranger(page: Page): Promise<Page>;
};

export const test = base.extend<Fixtures>({
  openDevice: async ({ openStranger }, use) => {
    await use(async (page, { path = new URL(page.url()).pathname, prepare } = {}) => {
      const device = await openStranger(page);
      const { cookies } = await page.context().storageState();
      await device.context().addCookies(cookies.filter(({ name }) => name.includes('session-token')));
      await prepare?.(device);
      await device.goto(path);
      await untilReady(device);
      return device;
    });
  },
  openStranger: async ({ browser }, use) => {
    const opened: Page[] = [];
    await use(async (page) => {
      const viewport = page.viewportSize();
      const stranger = await browser.newPage({ baseURL: originOf(page), viewport });
      opened.push(stranger);
      return stranger;
    });
    await Promise.all(opened.map((stranger) => stranger.close()));
  },
});

const originOf = (page: Page) => new URL(page.url()).origin;

export const newAccount = (): Account => ({
  name: 'Ada',
  email: `${newId()}@example.org`,
  password: 'correct horse battery',
});

/** Makes an account on the sign-up page; ends on the first page behind the door. `url`: of an app of one's own. */
export async function signUp(page: Page, account: Account = newAccount(), url = ''): Promise<Account> {
  await page.goto(`${url}/signup`);
  await untilReady(page);
  await page.getByLabel('Name').fill(account.name);
  await page.getByLabel('E-mail').fill(account.email);
  await page.getByLabel('Password', { exact: true }).fill(account.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(messageField(page)).toBeVisible();
  await untilReady(page);
  return account;
}

/** Waits until the page listens. People are slower than this; a test is not. */
export async function untilReady(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const form = document.querySelector('form');
    return form !== null && Object.keys(form).some((key) => key.startsWith('__reactProps'));
  });
}

export const messageField = (page: Page): Locator => page.getByRole('textbox', { name: 'Message' });
export const thread = (page: Page): Locator => page.getByRole('log', { name: 'Conversation' });
export const ownMessages = (page: Page): Locator => page.getByRole('article', { name: /^Your message/ });
export const answers = (page: Page): Locator => page.getByRole('article', { name: /^Answer/ });
export const conversationLink = (page: Page, title: string): Locator =>
  page.getByRole('navigation', { name: 'Conversations' }).getByRole('link', { name: title });

/** Goes to the first page, where a conversation begins. */
export async function startNew(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New conversation' }).first().click();
  await expect(page.getByRole('heading', { name: /What is on your mind/ })).toBeVisible();
}

/** Writes a message and sends it by the keys that do so everywhere; Enter alone is a new line on touch screens. */
export async function send(page: Page, text: string): Promise<void> {
  await messageField(page).fill(text);
  await expect(page.getByRole('button', { name: 'Send' })).toBeEnabled();
  await messageField(page).press('Control+Enter');
  await expect(messageField(page)).toHaveValue('');
}

/** Waits until an answer is over, in whichever way. */
export async function waitForEnd(answer: Locator): Promise<void> {
  await expect(answer).not.toHaveAttribute('aria-busy', 'true', { timeout: 45_000 });
}

/** A real photo: JPEG of 640 × 480, noisy enough to be no flat colour. */
export function takePhoto(): Promise<Buffer> {
  return sharp({
    create: {
      width: 640,
      height: 480,
      channels: 3,
      background: { r: 60, g: 120, b: 180 },
      noise: { type: 'gaussian', mean: 128, sigma: 20 },
    },
  })
    .jpeg()
    .toBuffer();
}

/** Attaches a photo through the composer's picker and waits until it is uploaded. */
export async function attachPhoto(page: Page, name = 'holiday.jpg'): Promise<void> {
  await page.getByRole('button', { name: 'Attach' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: 'Photo' }).click();
  await (await chooser).setFiles({ name, mimeType: 'image/jpeg', buffer: await takePhoto() });
  await expect(page.getByRole('button', { name: `Remove ${name}` })).toBeVisible();
}

export function conversationIdOf(page: Page): string {
  const id = /\/c\/([\da-f-]{36})$/.exec(new URL(page.url()).pathname)?.[1];
  if (!id) throw new Error(`${page.url()} is no conversation`);
  return id;
}

/** The rows of a conversation as the server has them, oldest first. */
export async function storedMessages(
  page: Page,
  conversationId = conversationIdOf(page),
): Promise<Message[]> {
  const response = await page.request.get(
    `${originOf(page)}/api/conversations/${conversationId}/messages?limit=200`,
  );
  expect(response.status()).toBe(200);
  return ((await response.json()) as MessagePage).messages;
}

export type ShownMessage = { id: string; status: string; text: string; pictures: string[] };

/** What a reader sees of the messages in view: texts, pictures, states. Equal on devices that are in step. */
export function readThread(page: Page): Promise<ShownMessage[]> {
  return thread(page)
    .getByRole('article')
    .evaluateAll((articles) =>
      articles.map((article) => ({
        id: article.getAttribute('data-message-id') ?? '',
        status: article.getAttribute('data-status') ?? '',
        text: (article as HTMLElement).innerText.replace(/\s+/g, ' ').trim(),
        pictures: [...article.querySelectorAll('img')].map((image) => new URL(image.src).pathname),
      })),
    );
}
