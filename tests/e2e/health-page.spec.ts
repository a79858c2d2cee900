import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { v7 as newId } from 'uuid';
import type { HealthCheck } from '../../lib/contracts';
import { expect, signUp, test, untilReady } from './support/browser';
import { expectNoBarrier } from './support/expect-no-barrier';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PICTURES = path.join(ROOT, '.test/e2e/health');

const checks: HealthCheck[] = [
  { name: 'database', status: 'ok', detail: 'PostgreSQL 18.4' },
  { name: 'storage', status: 'ok', detail: 'local, written, read and deleted' },
  { name: 'realtime', status: 'failed', detail: 'cannot be reached', advice: 'It is restarted by itself.' },
  { name: 'images: HEIC', status: 'ok', detail: 'HEIC read' },
  {
    name: 'ffmpeg',
    status: 'degraded',
    detail: 'built-in, slow',
    advice: 'Install ffmpeg for quicker films.',
  },
  { name: 'virus scanner', status: 'missing', detail: 'none is set up' },
  { name: 'models: studio', status: 'ok', detail: 'built in, offline, not a model' },
];

const error = {
  code: 'server.internal',
  message: 'Something went wrong. Please try again.',
  retryable: true,
};
const devices = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

/** An administrator, made by the command beside the running app. */
function createAdmin() {
  const person = { email: `${newId()}@example.org`, password: 'correct horse battery' };
  execFileSync(
    process.execPath,
    ['scripts/run.mjs', 'scripts/admin.ts', 'user', 'create', '--role', 'admin', ...optionsOf(person)],
    { cwd: ROOT, env: { ...process.env, DATA_DIR: process.env.STRAND_E2E_DATA ?? '' } },
  );
  return person;
}

const optionsOf = (options: Record<string, string>) =>
  Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);

let admin: ReturnType<typeof createAdmin>;
test.beforeAll(() => {
  admin = createAdmin();
});

async function openSettings(page: Page): Promise<void> {
  await page.goto('/signin?callbackUrl=/settings');
  await untilReady(page);
  await page.getByLabel('E-mail').fill(admin.email);
  await page.getByLabel('Password', { exact: true }).fill(admin.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Health' })).toBeVisible();
}

test('an administrator sees what works on this installation', async ({ page }) => {
  await openSettings(page);
  const rows = page.getByRole('region', { name: 'The app' }).getByRole('listitem');
  await expect(rows.filter({ hasText: 'PostgreSQL' })).toContainText('Works', { timeout: 60_000 });
  await expect(
    page.getByRole('region', { name: 'Models' }).getByText('OpenAI', { exact: true }),
  ).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme}`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('what does not work is said with what to do about it, and looked at again', async ({ page }) => {
      let broken = false;
      await page.route('**/api/admin/health', (route) =>
        broken ? route.fulfill({ status: 500, json: { error } }) : route.fulfill({ json: { checks } }),
      );
      await openSettings(page);
      await expect(page.getByText('One thing does not work.')).toBeVisible();
      await expect(page.getByRole('region', { name: 'Media' }).getByText('Install ffmpeg')).toBeVisible();
      for (const [device, viewport] of Object.entries(devices)) {
        await page.setViewportSize(viewport);
        await page.getByText('built in, offline').scrollIntoViewIfNeeded();
        await page.screenshot({ path: path.join(PICTURES, `${device}-${colorScheme}.png`) });
        await expectNoBarrier(page, `health on a ${device}`);
      }
      broken = true;
      await page.getByRole('button', { name: 'Look again' }).click();
      await expect(page.getByRole('alert').filter({ hasText: error.message })).toBeVisible();
      await expect(page.getByText('PostgreSQL 18.4')).toBeVisible();
      broken = false;
      await page.getByRole('button', { name: 'Look again' }).click();
      await expect(page.getByText(error.message)).toHaveCount(0);
    });
  });
}

test('for everybody else there is no such section, and nothing to ask', async ({ page }) => {
  // The very first to sign up is the administrator.
  createAdmin();
  await signUp(page);
  await page.goto('/settings');
  await expect(page.getByText('Member', { exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'This device' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Health' })).toHaveCount(0);
  expect((await page.request.get('/api/admin/health')).status()).toBe(404);
});
