import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Model, ModelList } from '../../lib/contracts';
import { startGoogleReplica } from '../fakes/google-replica';
import { startOpenAiReplica } from '../fakes/openai-replica';
import type { Fault } from '../fakes/replica/play';
import type { Replica } from '../fakes/replica/server';
import { type App, startApp } from './support/app';
import { answers, attachPhoto, expect, send, signUp, test, untilReady, waitForEnd } from './support/browser';
import { listenIn } from './support/listen-in';

// Tall enough to have several answers in view.
test.use({ viewport: { width: 1280, height: 2000 } });

const KEYS = { openai: 'sk-fake-openai-0123456789', google: 'AIza-fake-google-0123456789' };
const PACE = { firstTokenMs: 50, tokenGapMs: 15 };
const TIMEOUT_MS = '1500';
/** From the error bodies of the replicas, which quote the real ones. */
const VENDOR_WORDS =
  /Rate limit reached|Incorrect API key|API key not valid|current quota|Internal failure|internal error has|overloaded|had an error processing|Invalid argument|INVALID_ARGUMENT|RESOURCE_EXHAUSTED|rate_limit_exceeded|APICallError/;

let app: App;
const replicas = {} as Record<keyof typeof KEYS, Replica>;

test.beforeAll(async () => {
  replicas.openai = await startOpenAiReplica({ ...PACE, apiKey: KEYS.openai });
  replicas.google = await startGoogleReplica({ ...PACE, apiKey: KEYS.google });
  app = await startApp({
    env: {
      OPENAI_API_KEY: KEYS.openai,
      OPENAI_BASE_URL: replicas.openai.url,
      GOOGLE_GENERATIVE_AI_API_KEY: KEYS.google,
      GOOGLE_GENERATIVE_AI_BASE_URL: replicas.google.url,
      // Each provider by itself: of two, the other would answer.
      STRAND_CONFIG: configure('fallback: studio\n'),
      PROVIDER_HEADERS_TIMEOUT_MS: TIMEOUT_MS,
      PROVIDER_FIRST_CHUNK_TIMEOUT_MS: TIMEOUT_MS,
      PROVIDER_CHUNK_TIMEOUT_MS: TIMEOUT_MS,
    },
  });
});

test.afterAll(async () => {
  await app?.remove();
  await Promise.all(Object.values(replicas).map((replica) => replica.close()));
});

function configure(yaml: string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'strand-config-')), 'strand.yaml');
  writeFileSync(file, yaml);
  return file;
}

async function modelsOf(page: Page, provider: string): Promise<Model[]> {
  const list = (await (await page.request.get(`${app.url}/api/models`)).json()) as ModelList;
  return list.models.filter((model) => model.provider === provider);
}

/** Chooses a model the way people do. */
async function chooseModel(page: Page, model: Model | undefined): Promise<void> {
  if (!model) throw new Error('there is no such model');
  const picker = page.getByRole('button', { name: /^Model: / });
  if ((await picker.getAttribute('aria-label')) === `Model: ${model.name}`) return;
  await picker.click();
  // Its name is the first of its lines.
  await page
    .getByRole('option')
    .filter({ has: page.getByText(model.name, { exact: true }) })
    .click();
  await expect(page.getByRole('button', { name: `Model: ${model.name}` })).toBeVisible();
}

for (const [provider, name] of [
  ['openai', 'OpenAI'],
  ['google', 'Google'],
] as const) {
  test(`${name} streams words, sees a photo and draws a picture`, async ({ page }) => {
    await signUp(page, undefined, app.url);
    await expect(page.getByText('No model is configured')).toHaveCount(0);
    const models = await modelsOf(page, provider);
    const drawing = models.filter(({ output }) => output.image);
    await chooseModel(
      page,
      models.find(({ output }) => output.text),
    );

    await send(page, '[[tokens:200]]');
    const answer = answers(page).last();
    await expect(answer).toContainText('word20 ');
    await expect(answer).toHaveAttribute('aria-busy', 'true');
    await expect(answer).not.toContainText('word200');
    await waitForEnd(answer);
    await expect(answer).toContainText('word199 word200');

    await attachPhoto(page);
    await send(page, 'What is this?');
    await expect(answers(page)).toHaveCount(2);
    await expect(answers(page).last()).toContainText(`This is the ${name} replica. You wrote: "`);
    // The picture is named beside the words, for tools to know it by.
    await expect(answers(page).last()).toContainText(
      /\[Picture [\da-f-]{36}, sent by the person\]\s*What is this\?"/,
    );
    await expect(answers(page).last()).toContainText(/I received 1 picture\(s\): image\/\w+ of \d{4,} bytes/);

    // By a model that also talks, by itself or with a tool, and where there is one, by a model that only draws.
    const talking = models.filter(({ output }) => output.text);
    const drawers = [
      talking.find(({ output }) => output.image) ?? talking[0],
      drawing.find(({ output }) => !output.text),
    ];
    for (const [index, drawer] of drawers.entries()) {
      if (!drawer) continue;
      await chooseModel(page, drawer);
      await send(page, 'draw a boat');
      await expect(answers(page)).toHaveCount(3 + index);
      await waitForEnd(answers(page).last());
      const picture = answers(page)
        .last()
        .getByRole('button', { name: drawer.output.image ? `made by ${drawer.name}` : /made by/ });
      await expect
        .poll(() => picture.getByRole('img').evaluate((image: HTMLImageElement) => image.naturalWidth))
        .toBeGreaterThan(100);
    }
    expect(drawers[0]).toBeDefined();
  });

  test.describe(`when ${name} fails`, () => {
    let page: Page;
    let heard: ReturnType<typeof listenIn>;
    let model: Model | undefined;

    test.beforeAll(async ({ browser }) => {
      page = await browser.newPage({ viewport: { width: 1280, height: 2000 } });
      heard = listenIn(page);
      await signUp(page, undefined, app.url);
      model = (await modelsOf(page, provider)).find(({ output }) => output.text);
    });
    test.afterAll(() => page.close());

    /** Neither the page nor anything that was sent to it holds more than our own sentence. */
    async function expectNothingLeaked(sentence: RegExp): Promise<void> {
      const everything = await heard.everything();
      // What would have been heard is heard.
      expect(everything).toMatch(sentence);
      for (const secret of [
        ...Object.values(KEYS),
        'sk-replica-secret',
        new URL(replicas[provider].url).host,
      ])
        expect(everything).not.toContain(secret);
      expect(everything).not.toMatch(VENDOR_WORDS);
      expect(everything).not.toMatch(/\n\s+at \S+ \(|\\n\s+at |node_modules/);
    }

    // Before its first word Studio says in its place what happened; after it what was said stays.
    const faults: { fault: Fault; what: string; status: 'complete' | 'failed' | 'partial'; says: RegExp }[] =
      [
        { fault: '429', what: 'says it is asked too much', status: 'complete', says: /too many requests/ },
        { fault: '500', what: 'breaks down', status: 'complete', says: /cannot be reached right now/ },
        { fault: '503', what: 'is overloaded', status: 'complete', says: /cannot be reached right now/ },
        {
          fault: '401',
          what: 'refuses the key',
          status: 'complete',
          says: /did not accept this server's key/,
        },
        { fault: 'hang-headers', what: 'never answers', status: 'complete', says: /took too long to answer/ },
        {
          fault: 'hang-first-chunk',
          what: 'answers and says nothing',
          status: 'complete',
          says: /took too long to answer/,
        },
        { fault: 'stall', what: 'falls silent', status: 'partial', says: /took too long to answer/ },
        { fault: 'cut', what: 'hangs up', status: 'partial', says: /broke off in the middle/ },
        {
          fault: 'early-end',
          what: 'ends without an end',
          status: 'partial',
          says: /broke off in the middle/,
        },
        { fault: 'error', what: 'reports an error', status: 'partial', says: /broke off in the middle/ },
        {
          fault: 'garbage',
          what: 'sends what is no JSON',
          status: 'partial',
          says: /sent an answer that cannot be read/,
        },
        { fault: 'refuse', what: 'declines', status: 'failed', says: /declined to answer/ },
        { fault: 'empty', what: 'says nothing', status: 'complete', says: /gave an empty answer/ },
      ];
    for (const { fault, what, status, says } of faults) {
      test(`because it ${what}, there is a plain sentence and a retry that works`, async () => {
        await page.goto(app.url);
        await untilReady(page);
        await chooseModel(page, model);
        // As often as it is asked.
        replicas[provider].script({ fault }, { fault }, { fault });
        await send(page, 'hello');
        const answer = answers(page);
        await expect(answer).toHaveAttribute('data-status', status, { timeout: 20_000 });
        await expect(answer).toContainText(says);
        await expect(answer).toContainText(name);
        if (status === 'partial') await expect(answer).toContainText('This is the');
        if (status === 'complete') await expect(answer).toContainText('I am Studio');
        replicas[provider].script();
        await answer.getByRole('button', { name: 'Retry' }).click();
        await expect(answer).toContainText(`This is the ${name} replica. You wrote: "hello".`);
        await waitForEnd(answer);
        await expect(answer).toHaveAttribute('data-status', 'complete');
        await expectNothingLeaked(says);
      });
    }
  });
}
