import path from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import type { Conversation } from '../../lib/contracts';
import { attachPhoto, expect, messageField, signUp, test } from './support/browser';
import { expectNoBarrier } from './support/expect-no-barrier';
import { makingScenes, plan, tools } from './support/making-scenes';
import { showScene } from './support/show-scene';

const PICTURES = path.resolve(import.meta.dirname, '../../.test/e2e/making-gallery');

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

const show = (page: Page, name: string) => {
  const scene = makingScenes.find((one) => one.name === name);
  if (!scene) throw new Error(`there is no scene ${name}`);
  return showScene(page, conversation, scene);
};
const offerTools = (page: Page) => page.route('**/api/tools', (route) => route.fulfill({ json: tools }));
const choose = async (page: Page, name: string) => {
  await page.getByRole('button', { name: 'Attach' }).click();
  await page.getByRole('menuitem', { name }).click();
};

const devices = [
  { device: 'phone', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  { device: 'desktop', viewport: { width: 1440, height: 900 }, hasTouch: false, isMobile: false },
];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const { device, ...shape } of devices) {
    test.describe(`on a ${device} in the ${colorScheme}`, () => {
      test.use({ colorScheme, ...shape, contextOptions: { reducedMotion: 'reduce' } });

      const look = async (page: Page, name: string, within?: string) => {
        await page.waitForLoadState('networkidle');
        await page.screenshot({ path: path.join(PICTURES, `${name}-${device}-${colorScheme}.png`) });
        await expectNoBarrier(page, name, within);
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect.soft(sideways, `${name} is as wide as the screen`).toBeLessThanOrEqual(0);
      };

      test('what is made is shown in every state without a barrier', async ({ page }) => {
        test.setTimeout(300_000);
        for (const scene of makingScenes) {
          await showScene(page, conversation, scene);
          await expect(page.locator('main [aria-busy=true]')).toHaveCount(0);
          await look(page, scene.name, '[role=log]');
          await page.unrouteAll({ behavior: 'ignoreErrors' });
        }
      });

      test('what is chosen before sending is shown without a barrier', async ({ page }) => {
        test.setTimeout(180_000);
        await offerTools(page);
        await page.route('**/api/plan', (route) => {
          const asked = route.request().postDataJSON() as { attachments: string[] };
          const steps = plan.steps.map((step, index) => ({
            ...step,
            asset_id: step.direction === 'in' ? (asked.attachments[index] ?? null) : null,
          }));
          return route.fulfill({ json: { ...plan, steps } });
        });
        await show(page, 'lineage');
        await page.getByRole('button', { name: 'Attach' }).click();
        await expect(page.getByRole('menuitem', { name: 'Draw a picture' })).toBeVisible();
        await look(page, 'make-menu', '[role=menu]');
        await page.getByRole('menuitem', { name: 'Edit the picture' }).click();
        await expect(messageField(page)).toBeFocused();
        await look(page, 'mode-edit');
        await page.getByRole('button', { name: 'Leave: Edit the picture' }).click();
        await choose(page, 'Make a film');
        await page.getByRole('button', { name: 'Options' }).click();
        await page.getByText('8 s').click();
        await page.getByText('Cosmic').click();
        await look(page, 'mode-options', '[role=dialog]');
        await page.keyboard.press('Escape');
        await messageField(page).fill('A fox looks up and walks away.');
        await look(page, 'mode-film');
        await messageField(page).press('Escape');
        await messageField(page).fill('');
        await attachPhoto(page);
        const line = page.getByRole('button', { name: /^Whisper writes the recording down/ });
        await expect(line).toBeVisible();
        await look(page, 'plan');
        await line.click();
        await look(page, 'plan-open');
      });
    });
  }
}
