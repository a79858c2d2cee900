import type { Locator, Page } from '@playwright/test';
import type { Asset, Job, Usage } from '../../lib/contracts';
import { startGoogleReplica } from '../fakes/google-replica';
import type { Replica } from '../fakes/replica/server';
import { type App, startApp } from './support/app';
import { answers, expect, send, signUp, storedMessages, test, waitForEnd } from './support/browser';

// Tall enough to have a whole conversation in view.
test.use({ viewport: { width: 1280, height: 2400 } });

const KEY = 'AIza-fake-google-0123456789';

let app: App;
let google: Replica;

test.beforeAll(async () => {
  google = await startGoogleReplica({ apiKey: KEY, firstTokenMs: 30, tokenGapMs: 5 });
  app = await startApp({
    env: { GOOGLE_GENERATIVE_AI_API_KEY: KEY, GOOGLE_GENERATIVE_AI_BASE_URL: google.url },
  });
});

test.afterAll(async () => {
  await app?.remove();
  await google?.close();
});

const picture = (answer: Locator) => answer.getByRole('button', { name: /made by/i });
const jobIn = (answer: Locator) => answer.locator('[data-job]');

async function jobsOf(page: Page): Promise<Job[]> {
  const response = await page.request.get(`${app.url}/api/jobs`);
  return ((await response.json()) as { jobs: Job[] }).jobs;
}

async function assetsOf(page: Page): Promise<Asset[]> {
  return (await storedMessages(page))
    .filter(({ sender_type }) => sender_type === 'agent')
    .flatMap(({ media_urls }) => media_urls);
}

async function usageOf(page: Page): Promise<Usage> {
  return (await (await page.request.get(`${app.url}/api/usage?days=1`)).json()) as Usage;
}

test('a fox is drawn, made blue and animated: asked for first, through the death of the worker, billed once', async ({
  page: here,
  openDevice,
}) => {
  test.setTimeout(180_000);
  await signUp(here, undefined, app.url);
  await send(here, 'Draw a fox');
  await expect(picture(answers(here).last())).toBeVisible({ timeout: 45_000 });
  await waitForEnd(answers(here).last());

  await send(here, 'Make it blue');
  await expect(answers(here)).toHaveCount(2);
  await expect(picture(answers(here).last())).toBeVisible({ timeout: 45_000 });
  await waitForEnd(answers(here).last());
  const [fox, blue] = await assetsOf(here);
  expect(blue).toMatchObject({ type: 'image', source: 'generated', derived_from: fox?.id, version: 2 });

  const there = await openDevice(here);
  await send(here, 'Animate it');
  await expect(answers(here)).toHaveCount(3);
  await expect(answers(there)).toHaveCount(3);
  for (const device of [here, there]) {
    const card = jobIn(answers(device).last());
    await expect(card).toHaveAttribute('data-job', 'awaiting_consent', { timeout: 30_000 });
    await expect(card).toContainText(/\$\d+\.\d\d/);
  }
  expect(google.requests.filter(({ path }) => path.includes(':predictLongRunning'))).toHaveLength(0);

  // Twice, as an impatient finger does: it is one approval.
  await there.getByRole('button', { name: 'Approve' }).dblclick();
  for (const device of [here, there])
    await expect(jobIn(answers(device).last())).toHaveAttribute('data-job', /queued|running/);
  await expect(async () => expect((await jobsOf(here))[0]?.status).toBe('running')).toPass();

  process.kill((await app.processes()).worker ?? 0, 'SIGKILL');
  for (const device of [here, there])
    await expect(answers(device).last().getByRole('button', { name: /^Play/ })).toBeVisible({
      timeout: 90_000,
    });

  const jobs = await jobsOf(here);
  const film = jobs.find(({ tool }) => tool === 'generate_video');
  expect(film).toMatchObject({ status: 'complete', source_ids: [blue?.id] });
  const clip = (await assetsOf(here)).find(({ type }) => type === 'video');
  expect(clip).toMatchObject({ source: 'generated', derived_from: blue?.id });
  await expect(async () => {
    const now = (await assetsOf(here)).find(({ type }) => type === 'video');
    expect(now?.status).toBe('ready');
    expect(now?.thumbnail_url).not.toBeNull();
  }).toPass({ timeout: 60_000 });

  expect(google.requests.filter(({ path }) => path.includes(':predictLongRunning'))).toHaveLength(1);
  const { by_kind, reserved_micros } = await usageOf(here);
  expect(by_kind.find(({ kind }) => kind === 'video')).toMatchObject({
    calls: 1,
    cost_micros: film?.quote_micros,
  });
  expect(reserved_micros).toBe(0);
});

test('what is denied is not made, on any device', async ({ page: here, openDevice }) => {
  await signUp(here, undefined, app.url);
  await send(here, 'Make a film of the sea');
  await expect(here).toHaveURL(/\/c\//);
  const there = await openDevice(here);
  await there.getByRole('button', { name: 'Deny' }).click({ timeout: 45_000 });
  for (const device of [here, there])
    await expect(jobIn(answers(device).last())).toHaveAttribute('data-job', 'denied');
  expect((await usageOf(here)).by_kind.find(({ kind }) => kind === 'video')?.cost_micros ?? 0).toBe(0);
});
