import type { Locator, Page } from '@playwright/test';
import {
  answers,
  conversationIdOf,
  conversationLink,
  expect,
  messageField,
  ownMessages,
  readThread,
  send,
  signUp,
  startNew,
  storedMessages,
  test,
  untilReady,
  waitForEnd,
} from './support/browser';
import { holdSockets } from './support/sockets';

// Tall enough to have a whole conversation in view.
test.use({ viewport: { width: 1280, height: 2000 } });

const LAST = 300;

/** A new person whose answer is being written: a count, in which nothing can be missing or double unnoticed. */
async function startCounting(page: Page): Promise<void> {
  await signUp(page);
  await send(page, `count to ${LAST}`);
  await expect(answers(page)).toContainText('30, 31');
}

/** It was still being written when we came back, and is whole in the end, as the server has it. */
async function expectWholeCount(page: Page, answer: Locator): Promise<void> {
  await expect(answer).toContainText('31, 32');
  await expect(answer).toHaveAttribute('aria-busy', 'true');
  await waitForEnd(answer);
  const numbers = (await answer.getByRole('paragraph').first().innerText()).match(/\d+/g)?.map(Number);
  expect(numbers).toEqual(Array.from({ length: LAST }, (_, index) => index + 1));
  const stored = (await storedMessages(page)).find((message) => message.sender_type === 'agent');
  expect(stored?.status).toBe('complete');
  expect(
    stored?.content
      ?.match(/^[\d, ]+/)?.[0]
      .match(/\d+/g)
      ?.map(Number),
  ).toEqual(numbers);
  const live = await readThread(page);
  await page.reload();
  await untilReady(page);
  expect(await readThread(page)).toEqual(live);
}

test('an answer goes on through a reload and is complete', async ({ page }) => {
  await startCounting(page);
  await page.reload();
  await expectWholeCount(page, answers(page));
});

test('an answer goes on while the page is closed and is complete when it is opened again', async ({
  page,
}) => {
  await startCounting(page);
  const address = page.url();
  await page.close();
  const again = await page.context().newPage();
  await again.goto(address);
  await expectWholeCount(again, answers(again));
});

test('an answer goes on while another conversation is on screen', async ({ page }) => {
  await startCounting(page);
  await startNew(page);
  await send(page, 'count to 3');
  await expect(answers(page)).toContainText('1, 2, 3.');
  await conversationLink(page, `count to ${LAST}`).click();
  await expectWholeCount(page, answers(page));
});

test('several answers are followed at once, and the one on screen always is', async ({ page }) => {
  await signUp(page);
  for (const last of [301, 302, 303, 304]) {
    await startNew(page);
    await send(page, `count to ${last}`);
    await expect(answers(page)).toContainText('1, 2');
  }
  await conversationLink(page, 'count to 301').click();
  await expect(answers(page)).toContainText('40, 41');
  await expect(answers(page)).toHaveAttribute('aria-busy', 'true');
  await waitForEnd(answers(page));
  await expect(answers(page)).toContainText('300, 301.');
});

test('a message written offline waits, says so, and is sent once', async ({ page }) => {
  await signUp(page);
  await send(page, 'count to 3');
  await waitForEnd(answers(page));
  await page.context().setOffline(true);
  await expect(page.getByText('You are offline. Messages and files wait here')).toBeVisible();
  await send(page, 'count to 4');
  await expect(ownMessages(page).last()).toContainText('Waits here until it can be sent');
  await send(page, 'count to 5');
  await expect(ownMessages(page).last()).toContainText('count to 5');
  await page.context().setOffline(false);
  await expect(answers(page)).toHaveCount(3);
  await expect(answers(page).last()).toContainText('1, 2, 3, 4, 5.');
  await waitForEnd(answers(page).last());
  await expect(page.getByText('Waits here')).toHaveCount(0);
  await expect(page.getByText('You are offline')).toHaveCount(0);
  const stored = await storedMessages(page);
  const said = stored.filter(({ sender_type }) => sender_type === 'user').map(({ content }) => content);
  expect(said).toEqual(['count to 3', 'count to 4', 'count to 5']);
  expect((await readThread(page)).map(({ id }) => id)).toEqual(stored.map(({ id }) => id));
});

test('a message written offline survives the closing of the page', async ({ page }) => {
  await signUp(page);
  await send(page, 'count to 3');
  await waitForEnd(answers(page));
  const context = page.context();
  const address = page.url();
  await context.setOffline(true);
  await send(page, 'count to 4');
  await expect(ownMessages(page).last()).toContainText('Waits here until it can be sent');
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(address);
  await expect(answers(again)).toHaveCount(2);
  await expect(answers(again).last()).toContainText('1, 2, 3, 4.');
  const said = (await storedMessages(again)).map(({ content }) => content);
  expect(said.filter((text) => text === 'count to 4')).toHaveLength(1);
});

test('a message whose receipt was lost on the way is sent again and is there once', async ({ page }) => {
  const sockets = await holdSockets(page);
  await signUp(page);
  await send(page, 'count to 3');
  await waitForEnd(answers(page));
  const address = `**/api/conversations/${conversationIdOf(page)}/messages`;
  // Else the page hears that it arrived.
  await sockets.cut();
  let tries = 0;
  await page.route(address, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    tries += 1;
    if (tries > 1) return route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  await send(page, 'count to 6');
  await expect.poll(() => tries).toBe(2);
  await expect(answers(page)).toHaveCount(2);
  await expect(answers(page).last()).toContainText('1, 2, 3, 4, 5, 6.');
  await waitForEnd(answers(page).last());
  expect((await storedMessages(page)).filter(({ content }) => content === 'count to 6')).toHaveLength(1);
  await expect(ownMessages(page)).toHaveCount(2);
});

test('words that could not be sent from the first page come back to the field', async ({ page }) => {
  await signUp(page);
  await page.context().setOffline(true);
  await messageField(page).fill('count to 7');
  await messageField(page).press('Enter');
  await expect(page.getByText('The server cannot be reached right now.')).toBeVisible();
  await expect(messageField(page)).toHaveValue('count to 7');
  await page.context().setOffline(false);
  await messageField(page).press('Enter');
  await expect(answers(page)).toContainText('1, 2, 3, 4, 5, 6, 7.');
});
