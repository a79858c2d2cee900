import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/test/browser.mjs';

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: '.test/e2e/results',
  globalSetup: './tests/e2e/support/global-setup.ts',
  forbidOnly: true,
  workers: 2,
  // A busy machine may miss a moment. What passes only the second time is named flaky in the output.
  retries: 1,
  // Two browsers, the app and its database share what may be two slow cores.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    baseURL: process.env.STRAND_E2E_URL,
    launchOptions: await findBrowser(),
    screenshot: 'only-on-failure',
    // A trace of what passes would cost a fifth of the time, pictures of each moment more than the tests.
    trace: { mode: 'on-first-retry', screenshots: false },
  },
});
