import path from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import type { Conversation } from '../../lib/contracts';
import { expect, signUp, test, thread } from './support/browser';
import { type Scene, scenes } from './support/gallery-scenes';
import { lookAt } from './support/look-at';
import { openGallery, showScene } from './support/show-scene';

const PICTURES = path.resolve(import.meta.dirname, '../../.test/e2e/media-gallery');

let cookies: Awaited<ReturnType<BrowserContext['cookies']>>;
let conversation: Conversation;

test.beforeAll(async ({ browser }) => {
  const page = await browser.newPage();
  await signUp(page);
  const { origin } = new URL(page.url());
  const made = await page.request.post('/api/conversations', { headers: { origin }, data: {} });
  conversation = (await made.json()) as Conversation;
  cookies = await page.context().cookies();
  await page.close();
});

test.beforeEach(({ context }) => context.addCookies(cookies));

const sceneOf = (name: string): Scene => {
  const scene = scenes.find((one) => one.name === name);
  if (!scene) throw new Error(`there is no scene ${name}`);
  return scene;
};
const show = (page: Page, name: string) => showScene(page, conversation, sceneOf(name));
const heightsOf = (page: Page, selector = '[data-asset]') =>
  thread(page)
    .locator(selector)
    .evaluateAll((cards) => cards.map((card) => Math.round(card.getBoundingClientRect().height)));

/** What a finger may press in the messages and is smaller than a finger. Words within words are no buttons. */
const smallTargets = (page: Page) =>
  thread(page)
    .locator('[data-asset] :is(a, button, [role=slider])')
    .evaluateAll((targets) =>
      targets.flatMap((target) => {
        const after = getComputedStyle(target, '::after');
        const box = target.getBoundingClientRect();
        const stretched = after.position === 'absolute';
        const inPlayer = target.closest('video ~ *') !== null;
        return stretched || inPlayer || box.height === 0 || (box.height >= 40 && box.width >= 40)
          ? []
          : [`${target.getAttribute('aria-label') ?? target.textContent}: ${box.width}×${box.height}`];
      }),
    );

const devices = [
  { device: 'phone', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  { device: 'desktop', viewport: { width: 1440, height: 900 }, hasTouch: false, isMobile: false },
];

for (const { device, ...shape } of devices) {
  test.describe(`on a ${device}`, () => {
    test.use({ ...shape, contextOptions: { reducedMotion: 'reduce' } });
    const pictureOf = (name: string) => path.join(PICTURES, `${name}-${device}`);

    test('every kind in every state is shown without a barrier, in the light and in the dark', async ({
      page,
    }) => {
      test.setTimeout(300_000);
      const turnTo = await openGallery(page, scenes);
      for (const scene of scenes) {
        await turnTo(scene);
        await lookAt(page, pictureOf(scene.name), '[role=log]');
        if (device === 'phone') expect.soft(await smallTargets(page), scene.name).toEqual([]);
      }
    });

    test('what opens above a message is shown without a barrier', async ({ page }) => {
      test.setTimeout(180_000);
      const look = async (name: string) => {
        await lookAt(page, pictureOf(name), '[role=dialog]');
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
      };
      await show(page, 'files');
      for (const name of ['Sailing permit', 'harbours', 'saturday']) {
        await page.getByRole('button', { name: `Open ${name}` }).click();
        await expect(page.getByRole('dialog').getByRole('status')).toHaveCount(0);
        await look(`open-${name.split(' ')[0]?.toLowerCase()}`);
      }
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await show(page, 'stack');
      await page.getByRole('button', { name: 'Open lake.jpg' }).first().click();
      await page.getByRole('dialog').getByRole('button', { name: 'Details' }).click();
      await look('lightbox-picture');
      await page.getByRole('button', { name: 'Play harbour.webm' }).first().click();
      await expect(page.getByRole('dialog').getByRole('list', { name: 'Chapters' })).toBeVisible();
      await look('lightbox-film');
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await show(page, 'film');
      await page.getByRole('button', { name: 'Chapters' }).click();
      await page.getByRole('button', { name: 'Transcript' }).click();
      // The page may still be moving to make room for the transcript, away from under the pointer.
      const position = page.getByRole('slider', { name: 'Position in harbour.webm' });
      await expect(async () => {
        await page.getByRole('button', { name: 'Play from 0:04' }).click();
        await expect(position).toBeVisible({ timeout: 2_000 });
      }).toPass();
      await position.press('Space');
      await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
      await lookAt(page, pictureOf('film-playing'), '[role=log]');
    });
  });
}

test('a state never changes the room of what it is about', async ({ page }) => {
  await show(page, 'audio-states');
  await expect(thread(page).getByText('Waiting for the virus scan')).toBeVisible();
  const notes = (await heightsOf(page)).slice(0, 6);
  expect(new Set(notes).size, notes.join()).toBe(1);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await show(page, 'file-states');
  await expect(thread(page).getByText('Waiting for the virus scan')).toBeVisible();
  expect(new Set(await heightsOf(page)).size).toBe(1);
  const films: number[] = [];
  for (const name of ['film-held', 'film-gone', 'film-under-way']) {
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await show(page, name);
    await expect(thread(page).locator('figcaption')).toHaveCount(2);
    films.push(...(await heightsOf(page)));
  }
  expect(new Set(films).size, films.join()).toBe(1);
});

test('recordings are heard one at a time, at the chosen speed, and what is said is followed', async ({
  page,
}) => {
  await show(page, 'transcript');
  const [first, second] = [page.getByRole('figure').nth(0), page.getByRole('figure').nth(1)];
  await first.getByRole('button', { name: 'Play Voice note' }).click();
  await expect(first.getByRole('button', { name: 'Pause Voice note' })).toBeVisible();
  await second.getByText('I asked Samir').click();
  await expect(second.getByRole('button', { name: 'Pause Voice note' })).toBeVisible();
  await expect(first.getByRole('button', { name: 'Play Voice note' })).toBeVisible();
  await expect(second.locator('[aria-current=true]')).toContainText('I asked Samir');

  await second.getByRole('button', { name: 'Pause Voice note' }).click();
  const slider = second.getByRole('slider', { name: 'Position in Voice note' });
  await slider.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', '0 seconds of 12 seconds');
  await slider.press('ArrowRight');
  await slider.press('ArrowRight');
  await slider.press('ArrowRight');
  await slider.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', '2 seconds of 12 seconds');
  await expect(second.locator('[aria-current=true]')).toContainText('small one across the bay');
  await slider.press('End');
  await expect(slider).toHaveAttribute('aria-valuetext', '12 seconds of 12 seconds');

  await second.getByRole('button', { name: 'Speed: 1×' }).click();
  await expect(first.getByRole('button', { name: 'Speed: 1.5×' })).toBeVisible();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await show(page, 'voice-notes');
  await expect(page.getByRole('button', { name: 'Speed: 1.5×' })).toHaveCount(3);
});

test('a film has captions, chapters and pictures of its moments', async ({ page }) => {
  await show(page, 'film');
  const video = page.locator('video');
  expect(await video.evaluate((film: HTMLVideoElement) => film.readyState)).toBe(0);
  await page.getByRole('button', { name: 'Chapters' }).click();
  await page.getByRole('button', { name: 'Play from 0:08' }).click();
  await expect
    .poll(() => video.evaluate((film: HTMLVideoElement) => film.currentTime))
    .toBeGreaterThanOrEqual(8);
  await video.hover();
  await page.getByRole('button', { name: 'Captions' }).click();
  const readTrack = () =>
    video.evaluate((film: HTMLVideoElement) => [film.textTracks[0]?.mode, film.textTracks[0]?.cues?.length]);
  await expect.poll(readTrack).toEqual(['showing', 6]);
  const line = page.getByRole('slider', { name: 'Position in harbour.webm' });
  await line.press('Home');
  await expect(line).toHaveAttribute('aria-valuetext', /^[012] seconds? of 12 seconds$/);
});

test('a document is read page by page, a table as a table, and markup as mere text', async ({ page }) => {
  await show(page, 'files');
  await page.getByRole('button', { name: 'Open Sailing permit' }).click();
  const panel = page.getByRole('dialog');
  await expect(panel.getByRole('heading', { name: 'Page 2' })).toBeVisible();
  await expect(panel.getByAltText('First page')).toBeVisible();
  await expect(panel.getByText('Life jackets are worn')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Open Sailing permit' })).toBeFocused();

  await page.getByRole('button', { name: 'Open harbours' }).click();
  await expect(panel.getByRole('columnheader', { name: 'Berths' })).toBeVisible();
  await expect(panel.getByRole('cell', { name: 'Pier 30; east' })).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Open saturday' }).click();
  await expect(panel.getByText('<script>alert("never run")</script>')).toBeVisible();
});

test('pictures and films are looked at together, by keys alone', async ({ page }) => {
  await show(page, 'stack');
  await page.getByRole('button', { name: 'Open lake.jpg' }).first().focus();
  await page.keyboard.press('Enter');
  const box = page.getByRole('dialog');
  await expect(box.getByText('1 of 7')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(box.getByText('3 of 7')).toBeVisible();
  await expect(box.getByRole('button', { name: 'Play harbour.webm' })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(box.getByText('4 of 7')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Open lake.jpg' }).first()).toBeFocused();
});

test('what could not be prepared is tried again once a press', async ({ page }) => {
  const asked: string[] = [];
  await page.route('**/api/media/*/prepare', (route) => {
    asked.push(`${route.request().method()} ${new URL(route.request().url()).pathname}`);
    return route.fulfill({ status: 202, json: {} });
  });
  await show(page, 'file-states');
  const again = page.getByRole('button', { name: 'Try again' });
  await again.click();
  await expect(again).toBeDisabled();
  expect(asked).toEqual([expect.stringMatching(/^POST \/api\/media\/[\da-f-]{36}\/prepare$/)]);
});
