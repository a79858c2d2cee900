import type { Page } from '@playwright/test';
import { v7 as newId } from 'uuid';
import {
  answers,
  conversationIdOf,
  expect,
  send,
  signUp,
  test,
  thread,
  untilReady,
  waitForEnd,
} from './support/browser';
import { writeLongConversation } from './support/long-conversation';

const MESSAGES = 1_200;
/** One turn of the wheel: less than a screen, so that something stays in view. */
const STEP_PX = 500;

async function openLongConversation(page: Page, email: string, messages: number): Promise<void> {
  const id = await writeLongConversation(process.env.STRAND_E2E_DATA ?? '', { email, messages });
  await page.goto(`/c/${id}`);
  await untilReady(page);
  await expect(page.getByText(`Message ${messages}.`)).toBeInViewport();
}

const countNodes = (page: Page) => page.evaluate(() => document.querySelectorAll('*').length);

/** How far the reader is from the end, in pixels. */
const distanceToEnd = (page: Page) =>
  thread(page).evaluate((log) => log.scrollHeight - log.clientHeight - log.scrollTop);

type Place = { id: string; top: number };

/** Where the messages in view stand, in pixels from the top of the window, once nothing moves any more. */
function readPlaces(page: Page): Promise<Place[]> {
  return thread(page).evaluate(async (log) => {
    const read = () => {
      const { top, bottom } = log.getBoundingClientRect();
      return [...log.querySelectorAll('article')].flatMap((article) => {
        const box = article.getBoundingClientRect();
        const isSeen = box.bottom > top && box.top < bottom;
        return isSeen ? [{ id: article.getAttribute('data-message-id') ?? '', top: box.top }] : [];
      });
    };
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    let before = '';
    for (let still = 0; still < 4; ) {
      await frame();
      const now = JSON.stringify(read());
      still = now === before ? still + 1 : 0;
      before = now;
    }
    return read();
  });
}

/** How far the messages that were in view both times have moved, in pixels: the farthest of them. */
function movedBy(before: Place[], after: Place[]): number {
  const now = new Map(after.map(({ id, top }) => [id, top]));
  const moves = before.flatMap(({ id, top }) => (now.has(id) ? [(now.get(id) ?? 0) - top] : []));
  expect(moves.length, 'a message is in view before and after').toBeGreaterThan(0);
  return moves.reduce((farthest, move) => (Math.abs(move) > Math.abs(farthest) ? move : farthest), 0);
}

test('a conversation of 1,200 messages opens at its end with as few elements as a short one', async ({
  page,
}) => {
  const pages: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/messages?')) pages.push(request.url());
  });
  const { email } = await signUp(page);
  await openLongConversation(page, email, 60);
  const nodesOfShort = await countNodes(page);
  await openLongConversation(page, email, MESSAGES);
  expect(await distanceToEnd(page)).toBeLessThan(2);
  // Without motion nothing moves later that would bring it there a second time.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.reload();
  await expect.poll(() => distanceToEnd(page)).toBeLessThan(2);
  const nodes = await countNodes(page);
  expect(nodes).toBeLessThan(1_500);
  expect(nodes).toBeLessThan(nodesOfShort * 1.25);
  expect(await page.getByRole('article').count()).toBeLessThan(30);
  expect(pages).toEqual([]);
});

test('scrolling up goes through older messages without a jump', async ({ page }) => {
  const { email } = await signUp(page);
  await openLongConversation(page, email, MESSAGES);
  await thread(page).hover();
  let release: (() => void) | null = null;
  let loaded = 0;
  // Each older page is held back until the reader has come to rest.
  await page.route(/\/messages\?before=/, async (route) => {
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    await route.continue();
  });
  let nodes = 0;
  while (loaded < 3) {
    const before = await readPlaces(page);
    await page.mouse.wheel(0, -STEP_PX);
    const after = await readPlaces(page);
    // What is in view goes down by as much as the wheel said, however tall what comes above turns out to be.
    expect(Math.abs(movedBy(before, after) - STEP_PX), `after ${loaded} older pages`).toBeLessThanOrEqual(2);
    nodes = Math.max(nodes, await countNodes(page));
    if (!release) continue;
    const arrived = page.waitForResponse(/\/messages\?before=/);
    (release as () => void)();
    release = null;
    await (await arrived).finished();
    loaded += 1;
    expect(Math.abs(movedBy(after, await readPlaces(page))), `older page ${loaded}`).toBeLessThanOrEqual(2);
  }
  expect(nodes).toBeLessThan(2_000);

  await page.unroute(/\/messages\?before=/);
  await expect(async () => {
    await thread(page).evaluate((log) => log.scrollTo(0, 0));
    await expect(page.getByText('Message 1.', { exact: false }).first()).toBeInViewport({ timeout: 300 });
  }).toPass({ timeout: 60_000 });
  expect(await countNodes(page)).toBeLessThan(2_000);
});

test('a reader at the end stays there while an answer grows, one who went up stays where they are', async ({
  page,
}) => {
  const { email } = await signUp(page);
  await openLongConversation(page, email, 60);
  await send(page, 'write a long answer');
  const answer = answers(page).last();
  await expect(answer).toHaveAttribute('aria-busy', 'true');
  const heights = new Set<number>();
  await expect(async () => {
    heights.add(await thread(page).evaluate((log) => log.scrollHeight));
    await readPlaces(page).catch(() => []);
    expect(heights.size).toBeGreaterThan(5);
  }).toPass();
  expect(await distanceToEnd(page)).toBeLessThan(80);

  await thread(page).hover();
  await page.mouse.wheel(0, -600);
  await expect.poll(() => distanceToEnd(page)).toBeGreaterThan(300);
  const before = await readPlaces(page);
  const height = await thread(page).evaluate((log) => log.scrollHeight);
  await expect.poll(() => thread(page).evaluate((log) => log.scrollHeight)).toBeGreaterThan(height + 200);
  expect(Math.abs(movedBy(before, await readPlaces(page)))).toBeLessThanOrEqual(2);

  const toEnd = page.getByRole('button', { name: 'Go to the end' });
  await toEnd.click();
  await expect.poll(() => distanceToEnd(page)).toBeLessThan(80);
  await expect(toEnd).toHaveCount(0);
  await page.getByRole('button', { name: 'Stop' }).click();
  await waitForEnd(answers(page).last());
  await expect.poll(() => distanceToEnd(page)).toBeLessThan(2);
});

test('a reader who went up is told of new messages and brought to them', async ({ page }) => {
  const { email } = await signUp(page);
  await openLongConversation(page, email, 60);
  await thread(page).hover();
  await page.mouse.wheel(0, -1_500);
  await expect(page.getByRole('button', { name: 'Go to the end' })).toBeVisible();
  const before = await readPlaces(page);
  const origin = new URL(page.url()).origin;
  await page.request.post(`/api/conversations/${conversationIdOf(page)}/messages`, {
    headers: { origin },
    data: { id: newId(), content: 'count to 9' },
  });
  const pill = page.getByRole('button', { name: 'New messages' });
  await expect(pill).toBeVisible();
  expect(Math.abs(movedBy(before, await readPlaces(page)))).toBeLessThanOrEqual(2);
  await pill.click();
  await expect(answers(page).last()).toContainText('1, 2, 3, 4, 5, 6, 7, 8, 9.');
  await expect.poll(() => distanceToEnd(page)).toBeLessThan(2);
  await expect(pill).toHaveCount(0);
});
