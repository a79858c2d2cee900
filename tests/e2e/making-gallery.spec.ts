import path from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import type { Conversation, EventPage, Job, Message } from '../../lib/contracts';
import { attachPhoto, expect, messageField, signUp, test } from './support/browser';
import { lookAt } from './support/look-at';
import { makingScenes, plan, tools } from './support/making-scenes';
import { openGallery, showScene } from './support/show-scene';

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

for (const { device, ...shape } of devices) {
  test.describe(`on a ${device}`, () => {
    test.use({ ...shape, contextOptions: { reducedMotion: 'reduce' } });

    const look = (page: Page, name: string, within?: string) =>
      lookAt(page, path.join(PICTURES, `${name}-${device}`), within);

    test('what is made is shown in every state without a barrier', async ({ page }) => {
      test.setTimeout(300_000);
      const turnTo = await openGallery(page, makingScenes);
      for (const scene of makingScenes) {
        await turnTo(scene);
        await look(page, scene.name, '[role=log]');
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
      await expect(page.getByRole('button', { name: 'Leave: Make a film' })).toHaveCount(0);
      await messageField(page).fill('');
      await attachPhoto(page);
      const line = page.getByRole('button', { name: /^Whisper writes the recording down/ });
      await expect(line).toBeVisible();
      await look(page, 'plan');
      await line.click();
      await look(page, 'plan-open');
    });

    test('what opens above an answer is shown without a barrier', async ({ page }) => {
      test.setTimeout(180_000);
      await show(page, 'citations');
      await page.getByRole('button', { name: /^3 sources/ }).click();
      await look(page, 'citations-open', '[role=log]');
      await page
        .getByRole('article', { name: /^Answer/ })
        .getByRole('button', { name: 'Details' })
        .click();
      await expect(page.getByRole('dialog', { name: 'Details' })).toContainText('Whisper writes');
      await look(page, 'details', '[role=dialog]');
      await page.keyboard.press('Escape');
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await show(page, 'lineage');
      await page.getByRole('button', { name: /^Open make it blue/ }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Details' }).click();
      await expect(page.getByRole('dialog').getByRole('list', { name: 'Versions' })).toBeVisible();
      await look(page, 'lightbox-lineage', '[role=dialog]');
    });
  });
}

/** Answers the next question for events with one that changed the jobs of a message. */
async function changeJobs(page: Page, message: Message | undefined, change: Partial<Job>): Promise<void> {
  if (!message) throw new Error('there is no such message');
  const seq = conversation.last_event_seq + 1;
  const at = new Date().toISOString();
  const jobs = message.jobs.map((job) => ({ ...job, ...change }));
  const news: EventPage = {
    events: [
      {
        conversation_id: conversation.id,
        seq,
        type: 'job.decided',
        payload: { message_id: message.id },
        origin: null,
        at,
      },
    ],
    messages: [{ ...message, jobs, revision: message.revision + 1 }],
    conversation: { ...conversation, active_leaf_id: null, last_event_seq: seq },
    has_more: false,
  };
  await page.route(`**/api/conversations/${conversation.id}/events?*`, (route) =>
    route.fulfill({ json: news }),
  );
}

test('consent is given once, however often it is pressed, and what becomes of it keeps the focus', async ({
  page,
}) => {
  const [, asked] = await show(page, 'consent');
  let presses = 0;
  await page.route('**/api/jobs/*/approve', async (route) => {
    presses += 1;
    const decision = { expires_at: new Date().toISOString(), decided_at: new Date().toISOString() };
    await changeJobs(page, asked, {
      status: 'queued',
      stage: 'Queued, second in line',
      consent: { ...decision, decision: 'approved' },
    });
    await route.fulfill({ json: {} });
  });
  await page.getByRole('button', { name: 'Approve' }).dblclick();
  const card = page.getByRole('group', { name: 'Film: A fox in the snow' });
  await expect(card).toContainText('Queued, second in line');
  await expect(card).toContainText('Approved · About $0.60');
  await expect(card).toBeFocused();
  await expect(page.getByRole('button', { name: 'Deny' })).toHaveCount(0);
  expect(presses).toBe(1);
});

test('a decision that is refused says why and can be made again', async ({ page }) => {
  await show(page, 'consent');
  const error = { code: 'jobs.budget', message: 'Your budget for today is $0.10.', retryable: false };
  await page.route('**/api/jobs/*/approve', (route) => route.fulfill({ status: 403, json: { error } }));
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByText(error.message)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve' })).toBeEnabled();
});

test('what outlives its answer is told of when it is over', async ({ page }) => {
  const [, answer] = await show(page, 'job-film');
  await expect(page.getByRole('progressbar', { name: 'A fox in the snow' })).toHaveAttribute(
    'aria-valuenow',
    '42',
  );
  await page.route('**/api/jobs/*/cancel', async (route) => {
    await changeJobs(page, answer, { status: 'complete', finished_at: new Date().toISOString() });
    await route.fulfill({ json: {} });
  });
  await page.getByRole('button', { name: 'Cancel' }).click();
  const news = page.getByRole('status').getByText('Ready. Film: A fox in the snow');
  await expect(news).toBeAttached();
  // It is before one's eyes: the news is for those who do not see it.
  expect((await news.boundingBox())?.width).toBeLessThanOrEqual(1);
  await expect(page.locator('[data-job]')).toHaveCount(0);
});

test('words in the composer become a call of the chosen tool, and the choice outlives a reload', async ({
  page,
}) => {
  await offerTools(page);
  await show(page, 'lineage');
  await choose(page, 'Draw a picture');
  await expect(messageField(page)).toHaveAttribute('placeholder', 'What does the picture show?');
  await expect(page.getByText('About $0.04')).toBeVisible();
  await page.getByRole('button', { name: 'Options' }).click();
  await page.getByText('16:9', { exact: true }).click();
  await page.keyboard.press('Escape');
  await show(page, 'lineage');
  await expect(page.getByRole('button', { name: 'Options: 16:9' })).toBeVisible();
  const sent = page.waitForRequest(
    (request) => request.method() === 'POST' && /messages$/.test(request.url()),
  );
  await page.route('**/api/conversations/*/messages', (route) => route.abort());
  await messageField(page).fill('a harbour at dusk');
  await messageField(page).press('Control+Enter');
  expect((await sent).postDataJSON()).toMatchObject({
    content: 'a harbour at dusk',
    tool: { id: 'generate_image', parameters: { prompt: 'a harbour at dusk', aspect_ratio: '16:9' } },
  });
  await expect(page.getByRole('button', { name: 'Leave: Draw a picture' })).toHaveCount(0);
});

test('a picture is worked on from where it is looked at, and its versions are a press away', async ({
  page,
}) => {
  await offerTools(page);
  const [, blue] = await show(page, 'lineage');
  await page.getByRole('button', { name: /^Open make it blue/ }).click();
  const box = page.getByRole('dialog');
  await box.getByRole('button', { name: 'Details' }).click();
  await expect(box).toContainText('2, made from “a fox in the snow”');
  await box.getByRole('button', { name: 'Show version 1 of 2' }).click();
  await expect(box.getByRole('heading', { name: 'a fox in the snow' })).toBeVisible();
  await box.getByText('After', { exact: true }).click();
  await expect(box.getByRole('heading', { name: 'make it blue' })).toBeVisible();
  await box.getByRole('button', { name: 'Edit' }).click();
  await expect(box).toHaveCount(0);
  await expect(messageField(page)).toBeFocused();
  await expect(page.getByRole('button', { name: 'Leave: Edit the picture' })).toBeVisible();
  const sent = page.waitForRequest(
    (request) => request.method() === 'POST' && /messages$/.test(request.url()),
  );
  await page.route('**/api/conversations/*/messages', (route) => route.abort());
  await messageField(page).fill('make it red');
  await messageField(page).press('Control+Enter');
  const id = blue?.media_urls[0]?.id;
  expect((await sent).postDataJSON()).toMatchObject({
    attachments: [id],
    tool: { id: 'edit_image', parameters: { prompt: 'make it red', images: [id] } },
  });
});

test('the numbers in an answer lead to its sources, and nothing of them is fetched', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).hostname));
  await show(page, 'citations');
  const marks = page.getByRole('link', { name: /^Source \d/ });
  await expect(marks).toHaveCount(6);
  await expect(marks.first()).toHaveAttribute('rel', /noopener noreferrer/);
  await expect(page.getByText('This is no source: [9].')).toBeVisible();
  await expect(page.getByText('OpenAI could not be reached · Gemini 2.5 Flash answered')).toBeVisible();
  await page.getByRole('button', { name: /^3 sources/ }).click();
  const list = page.getByRole('region', { name: 'Sources' }).getByRole('listitem');
  await expect(list).toHaveCount(3);
  await expect(list.first()).toContainText('How foxes hear mice under the snow');
  expect(asked.filter((host) => host.endsWith('.example'))).toEqual([]);
});
