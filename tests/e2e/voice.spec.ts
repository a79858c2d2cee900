import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import type { Message } from '../../lib/contracts';
import { findBrowser } from '../../scripts/test/browser.mjs';
import {
  answers,
  expect,
  messageField,
  ownMessages,
  send,
  signUp,
  storedMessages,
  test,
  untilReady,
  waitForEnd,
} from './support/browser';
import { writeWave } from './support/write-wave';

const VOICE = writeWave(path.resolve(import.meta.dirname, '../../.test/e2e/voice.wav'), 20);
const { args, ...browser } = await findBrowser();
test.use({ launchOptions: { ...browser, args: [...args, `--use-file-for-fake-audio-capture=${VOICE}`] } });

/** Both ways in which files go up. */
const UPLOADS = /\/api\/(?:media|uploads)(?:\/|$)/;

const microphone = (page: Page) => page.getByRole('button', { name: 'Record a voice note' });
const panel = (page: Page) => page.getByRole('region', { name: 'Voice note' });
const timer = (page: Page) => panel(page).getByRole('timer');

/** Signs up and begins a conversation, so that what comes next has a place to go. */
async function begin(page: Page): Promise<void> {
  await signUp(page);
  await send(page, 'hello');
  await expect(page).toHaveURL(/\/c\//);
  await waitForEnd(answers(page));
  await expect(microphone(page)).toBeVisible();
}

async function recordSeconds(page: Page, seconds: number): Promise<void> {
  await microphone(page).click();
  await expect(timer(page)).toHaveText(`0:0${seconds}`);
}

const sendNote = (page: Page) => page.getByRole('button', { name: 'Send voice note' }).click();

/** Plays it until its clock moves, and pauses it again. */
async function expectPlays(note: Locator): Promise<void> {
  await note.getByRole('button', { name: 'Play Voice note' }).click();
  await expect(note.getByText(/0:0[1-9] \/ 0:0/)).toBeVisible();
  const pause = note.getByRole('button', { name: 'Pause Voice note' });
  if (await pause.isVisible()) await pause.click({ timeout: 1_000 }).catch(() => undefined);
}

const isArrived = (note: Locator) => expect(note).not.toHaveAttribute('data-local', /./, { timeout: 30_000 });

/** The one recording of the conversation, as the server has it once it is prepared. */
async function storedNote(page: Page): Promise<Message> {
  let found: Message[] = [];
  await expect(async () => {
    found = (await storedMessages(page)).filter(({ message_type }) => message_type === 'audio');
    expect(found).toHaveLength(1);
    expect(found[0]?.media_urls[0]?.status).toBe('ready');
  }).toPass({ timeout: 30_000 });
  return found[0] as Message;
}

test('a voice note is on the list at once and playable while it is on its way, and arrives once', async ({
  page,
  context,
}) => {
  await begin(page);
  await recordSeconds(page, 3);
  await context.setOffline(true);
  await sendNote(page);

  const note = ownMessages(page).last();
  await expect(note).toHaveAttribute('data-local', /sending|queued/);
  await expect(note).toContainText(/0:0[34]/);
  await expectPlays(note);
  await expect(note).toContainText('Waits here until it can be sent');

  await context.setOffline(false);
  await isArrived(note);
  const { media_urls: assets } = await storedNote(page);
  expect(assets).toHaveLength(1);
  expect(assets[0]?.type).toBe('audio');
  expect(assets[0]?.duration_ms).toBeGreaterThan(2_500);
  expect(assets[0]?.duration_ms).toBeLessThan(5_500);
  await expect(note).toContainText(/0:0[345]/);
  await expectPlays(note);
});

test('a voice note that was on its way when the page went is still there, and is delivered once', async ({
  page,
  context,
}) => {
  await begin(page);
  // The network that carries pages works; the one thing that does not is the upload.
  await context.route(UPLOADS, (route) =>
    route.request().method() === 'GET' ? route.continue() : route.abort(),
  );
  await recordSeconds(page, 3);
  await sendNote(page);
  await expect(ownMessages(page).last()).toHaveAttribute('data-local', /sending|queued/);
  await page.reload();
  await untilReady(page);

  const note = ownMessages(page).last();
  await expect(note).toHaveAttribute('data-local', /sending|queued/);
  await expect(note).toContainText(/0:0[34]/);
  await expectPlays(note);

  await context.unroute(UPLOADS);
  await isArrived(note);
  await storedNote(page);
  // Nothing of it waits any more.
  await page.reload();
  await untilReady(page);
  await expect(ownMessages(page)).toHaveCount(2);
  await expect(page.getByText('Unfinished recording')).toHaveCount(0);
  await expectPlays(ownMessages(page).last());
});

test('what was being said when the page went is offered again', async ({ page }) => {
  await begin(page);
  await recordSeconds(page, 4);
  await page.reload();
  await untilReady(page);

  // It went on until the page had really gone, which takes a moment on a busy machine.
  await expect(page.getByText(/^Unfinished recording, 0:(0[3-9]|[1-5]\d)$/)).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the recording' }).click();
  expect((await download).suggestedFilename()).toMatch(/^Voice note .*\.(webm|m4a|ogg)$/);
  await page.getByRole('button', { name: 'Send the recording' }).click();
  const note = ownMessages(page).last();
  await expect(note.getByRole('button', { name: 'Play Voice note' })).toBeVisible();
  await isArrived(note);
  const { media_urls: assets } = await storedNote(page);
  expect(assets[0]?.duration_ms).toBeGreaterThan(2_500);
  await expectPlays(note);
  await expect(page.getByText('Unfinished recording')).toHaveCount(0);
});

test('holding the button records until it is let go; sliding away throws away, with a way back', async ({
  page,
}) => {
  await begin(page);
  const press = async () => {
    const box = await microphone(page).boundingBox();
    if (!box) throw new Error('the microphone is not on the page');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    return { x, y };
  };

  const { x, y } = await press();
  await expect(timer(page)).toHaveText('0:04');
  await page.mouse.move(x - 60, y);
  await expect(panel(page)).toBeVisible();
  await page.mouse.move(x - 200, y);
  await page.mouse.up();
  await expect(panel(page)).toHaveCount(0);
  await expect(page.getByText(/^Recording of 0:0[45] discarded\.$/)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Discard the recording' }).click();
  await expect(ownMessages(page)).toHaveCount(1);

  await press();
  await expect(timer(page)).toHaveText('0:02');
  await page.mouse.up();
  await expect(ownMessages(page)).toHaveCount(2);
  await isArrived(ownMessages(page).last());
});

test('everything can be done by keyboard, and nothing is in the way of assistive technology', async ({
  page,
}) => {
  await begin(page);
  await microphone(page).focus();
  await page.keyboard.press('Enter');
  await expect(timer(page)).toHaveText('0:01');
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .include('form')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'])
    .disableRules('region')
    .analyze();
  expect(violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target }) => target) }))).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(messageField(page)).toBeVisible();
  await expect(ownMessages(page)).toHaveCount(1);

  await messageField(page).fill('with words');
  await page.getByRole('button', { name: 'Attach' }).click();
  await page.getByRole('menuitem', { name: 'Voice note' }).click();
  await expect(timer(page)).toHaveText('0:02');
  await expect(page.getByRole('button', { name: 'Add to the message' })).toBeFocused();
  await page.keyboard.press('Space');
  // It joins what was written, and both go together.
  await expect(messageField(page)).toHaveValue('with words');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const both = ownMessages(page).last();
  await expect(both).toContainText('with words');
  await expect(both.getByRole('button', { name: 'Play Voice note' })).toBeVisible();
  await isArrived(both);
});

test('a blocked microphone is said in a sentence that tells what to do', async ({ page }) => {
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('denied', 'NotAllowedError'));
  });
  await signUp(page);
  await microphone(page).click();
  await expect(page.getByText(/^The microphone is blocked for this page\. Allow it/)).toBeVisible();
  await expect(messageField(page)).toBeVisible();
});
