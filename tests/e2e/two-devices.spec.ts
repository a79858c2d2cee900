import type { Page } from '@playwright/test';
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
  storedMessages,
  test,
  thread,
  waitForEnd,
} from './support/browser';
import { holdSockets } from './support/sockets';

// Tall enough to have a whole conversation in view.
test.use({ viewport: { width: 1280, height: 2000 } });

/** A new person in a conversation of one message. */
async function start(page: Page, firstMessage: string): Promise<void> {
  await signUp(page);
  await send(page, firstMessage);
  await expect(page).toHaveURL(/\/c\//);
}

/** Both show the same, and it is what the server has. */
async function expectInStep(here: Page, there: Page): Promise<void> {
  await expect(async () => expect(await readThread(there)).toEqual(await readThread(here))).toPass({
    timeout: 15_000,
  });
  const stored = new Map((await storedMessages(here)).map((message) => [message.id, message.status]));
  const shown = await readThread(here);
  expect(shown.length).toBeGreaterThan(0);
  for (const { id, status } of shown) expect(stored.get(id)).toBe(status);
}

test('a second device shows a new conversation, its message, the words as they come, and the picture', async ({
  page: here,
  openDevice,
}) => {
  await signUp(here);
  const there = await openDevice(here);
  await send(here, 'count to 500');
  await conversationLink(there, 'count to 500').click();
  await expect(ownMessages(there)).toContainText('count to 500');

  const answer = answers(there);
  await expect(answer).toContainText('3, 4');
  const early = (await answer.innerText()).trim();
  await expect(answer).toHaveAttribute('aria-busy', 'true');
  await expect(answer).toContainText('300, 301');
  await expect(answer).toHaveAttribute('aria-busy', 'true');
  expect((await answer.innerText()).startsWith(early)).toBe(true);
  expect(early).not.toContain('300, 301');
  await waitForEnd(answer);
  await expect(answer).toContainText('499, 500.');
  await expectInStep(here, there);

  await send(here, 'draw a lighthouse');
  const picture = answers(there)
    .last()
    .getByRole('button', { name: /made by/ });
  await expect(picture).toBeVisible({ timeout: 45_000 });
  await waitForEnd(answers(there).last());
  await waitForEnd(answers(here).last());
  await expectInStep(here, there);
});

test('an answer stopped and asked for again on one device stops and comes again on the other', async ({
  page: here,
  openDevice,
}) => {
  await signUp(here);
  // There before the answer begins: a slow machine may take as long to open it as the answer takes.
  const there = await openDevice(here);
  await send(here, 'count to 500');
  await conversationLink(there, 'count to 500').click();
  await expect(answers(there)).toContainText('10, 11');
  await there.getByRole('button', { name: 'Stop' }).click();
  await expect(answers(there)).toContainText('You stopped this answer.');
  await expect(answers(here)).toContainText('You stopped this answer.');
  expect((await storedMessages(here)).at(-1)?.status).toBe('cancelled');
  await expectInStep(here, there);

  await answers(here).getByRole('button', { name: 'Retry' }).click();
  await expect(answers(there)).toHaveAttribute('aria-busy', 'true');
  await expect(answers(there)).toContainText('20, 21');
  await waitForEnd(answers(there));
  await waitForEnd(answers(here));
  await expect(answers(there).getByRole('group', { name: 'Versions' })).toHaveText('2/2');
  await expect(answers(there)).toContainText('499, 500.');
  await expectInStep(here, there);
});

test('an edited message becomes a version that both devices show and can leave', async ({
  page: here,
  openDevice,
}) => {
  await start(here, 'count to 3');
  const there = await openDevice(here);
  await waitForEnd(answers(here));
  await ownMessages(here).hover();
  await ownMessages(here).getByRole('button', { name: 'Edit' }).click();
  await here.getByRole('textbox', { name: 'Edit message' }).fill('count to 4');
  await here.getByRole('textbox', { name: 'Edit message' }).press('Enter');

  await expect(ownMessages(there)).toContainText('count to 4');
  await expect(ownMessages(there).getByRole('group', { name: 'Versions' })).toHaveText('2/2');
  await expect(answers(there)).toContainText('1, 2, 3, 4.');
  await waitForEnd(answers(there));
  await waitForEnd(answers(here));
  await expectInStep(here, there);

  await ownMessages(there).hover();
  await ownMessages(there).getByRole('button', { name: 'Previous version' }).click();
  await expect(ownMessages(here)).toContainText('count to 3');
  await expect(answers(here)).toContainText('1, 2, 3.');
  await expectInStep(here, there);
});

test('a conversation renamed and deleted on one device is renamed and gone on the other', async ({
  page: here,
  openDevice,
}) => {
  await start(here, 'count to 3');
  const there = await openDevice(here);
  await waitForEnd(answers(here));
  await here.getByRole('button', { name: 'Conversation menu' }).click();
  await here.getByRole('menuitem', { name: 'Rename' }).click();
  await here.getByRole('dialog').getByLabel('Name').fill('Numbers');
  await here.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await expect(there.getByRole('heading', { name: 'Numbers' })).toBeVisible();
  await expect(conversationLink(there, 'Numbers')).toBeVisible();

  await here.getByRole('button', { name: 'Conversation menu' }).click();
  await here.getByRole('menuitem', { name: 'Delete' }).click();
  await here.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(there.getByText('This conversation is not here')).toBeVisible();
  await expect(conversationLink(there, 'Numbers')).toHaveCount(0);
  await expect(messageField(here)).toBeVisible();
  await expect(conversationLink(here, 'Numbers')).toHaveCount(0);
});

test('a device that was offline shows the same after it is back, without a reload', async ({
  page: here,
  openDevice,
}) => {
  await start(here, 'count to 3');
  const there = await openDevice(here);
  await waitForEnd(answers(there));
  await there.evaluate(() => {
    document.body.dataset.loaded = 'once';
  });
  await there.context().setOffline(true);
  await expect(there.getByText('You are offline', { exact: true })).toBeVisible();

  await send(here, 'draw a boat');
  await expect(answers(here)).toHaveCount(2);
  await expect(answers(here).last()).toHaveAttribute('data-status', 'complete', { timeout: 45_000 });
  await answers(here).last().getByRole('button', { name: 'Retry' }).click();
  await expect(answers(here).last().getByRole('group', { name: 'Versions' })).toHaveText('2/2');
  await waitForEnd(answers(here).last());
  await send(here, 'count to 300');
  await expect(answers(here).last()).toContainText('10, 11');
  await expect(answers(there)).toHaveCount(1);

  // Back in the middle of an answer: what was missed is there, and the rest arrives live.
  await there.context().setOffline(false);
  await expect(answers(there)).toHaveCount(3);
  await expect(answers(there).last()).toHaveAttribute('aria-busy', 'true');
  await expect(there.getByText('You are offline', { exact: true })).toHaveCount(0);
  await waitForEnd(answers(there).last());
  await waitForEnd(answers(here).last());
  await expectInStep(here, there);
  await send(here, 'count to 5');
  await expect(answers(there).last()).toContainText('1, 2, 3, 4, 5.');
  await waitForEnd(answers(there).last());
  await expectInStep(here, there);
  expect(await there.evaluate(() => document.body.dataset.loaded)).toBe('once');
});

test('a device whose live connection was cut catches up when it is back, without a reload', async ({
  page: here,
  openDevice,
}) => {
  await start(here, 'count to 3');
  let sockets: Awaited<ReturnType<typeof holdSockets>> | undefined;
  const there = await openDevice(here, {
    prepare: async (device) => {
      sockets = await holdSockets(device);
    },
  });
  await waitForEnd(answers(there));
  await sockets?.cut();
  await expect(there.getByText('Connecting again…')).toBeVisible();
  await send(here, 'count to 5');
  await expect(answers(here)).toHaveCount(2);
  await waitForEnd(answers(here).last());
  await expect(answers(there)).toHaveCount(1);
  sockets?.mend();
  await expect(answers(there)).toHaveCount(2, { timeout: 30_000 });
  await expect(there.getByText('Connecting again…')).toHaveCount(0);
  await expectInStep(here, there);
});

test('another account sees nothing of it', async ({ page: here, openStranger }) => {
  await start(here, 'count to 3');
  await waitForEnd(answers(here));
  const stranger = await openStranger(here);
  await signUp(stranger);
  await expect(stranger.getByText('Nothing here yet.')).toBeVisible();
  await stranger.goto(`/c/${conversationIdOf(here)}`);
  await expect(stranger.getByText('This conversation is not here')).toBeVisible();
  await send(here, 'count to 4');
  await expect(answers(here)).toHaveCount(2);
  await waitForEnd(answers(here).last());
  await expect(thread(stranger)).toHaveCount(0);
  await expect(conversationLink(stranger, 'count to 3')).toHaveCount(0);
});
