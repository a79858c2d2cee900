import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { v7 as newId } from 'uuid';
import type { Asset, Conversation, Job, ToolList } from '../../lib/contracts';
import { answers, expect, signUp, test, untilReady } from './support/browser';
import { expectNoBarrier } from './support/expect-no-barrier';
import { film, picture } from './support/gallery-assets';
import { makeUpLog } from './support/made-up-log';
import { makeUpUsage } from './support/made-up-usage';
import { showScene } from './support/show-scene';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PICTURES = path.join(ROOT, '.test/e2e/places');
const devices = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const themes = ['light', 'dark'] as const;

const admin = { email: `${newId()}@example.org`, password: 'correct horse battery' };
let cookies: Awaited<ReturnType<BrowserContext['cookies']>>;
let conversation: Conversation;

test.beforeAll(async ({ browser }) => {
  const options = Object.entries(admin).flatMap(([name, value]) => [`--${name}`, value]);
  execFileSync(
    process.execPath,
    ['scripts/run.mjs', 'scripts/admin.ts', 'user', 'create', '--role', 'admin', ...options],
    { cwd: ROOT, env: { ...process.env, DATA_DIR: process.env.STRAND_E2E_DATA ?? '' } },
  );
  const page = await browser.newPage();
  await signUp(page);
  const { origin } = new URL(page.url());
  const made = await page.request.post('/api/conversations', {
    headers: { origin },
    data: { title: 'A lake in the mountains' },
  });
  conversation = (await made.json()) as Conversation;
  cookies = await page.context().cookies();
  await page.close();
});

const lake = picture([1600, 1000]);
const [dawn, mist]: Asset[] = [film([1280, 720]), film([1280, 720])];
const tools: ToolList = {
  tools: (['generate_image', 'generate_video', 'speak'] as const).map((id) => ({
    id,
    name: id,
    description: '',
    examples: [],
    available: true,
    reason: null,
    models: [
      {
        id: `google/${id}`,
        name: {
          generate_image: 'Gemini Flash Image',
          generate_video: 'Veo 3.1 Fast',
          speak: 'Gemini voices',
        }[id],
        tier: 'fast',
        offline: false,
        quote_micros: { generate_image: 39_000, generate_video: 600_000, speak: 5_000 }[id],
      },
    ],
    consent: 'above_threshold',
  })),
  styles: [{ id: 'minimal', name: 'Minimal' }],
  moods: ['Calm', 'Energetic', 'Mysterious', 'Focused'].map((name) => ({ id: name.toLowerCase(), name })),
};
const jobOf = (change: Partial<Job>): Job => ({
  id: newId(),
  conversation_id: conversation.id,
  message_id: null,
  purpose: 'background',
  tool: 'generate_video',
  title: 'Soft light moving over still water at dawn',
  parameters: { prompt: 'Soft light moving over still water at dawn', mood: 'calm', aspect_ratio: '16:9' },
  source_ids: [],
  model: 'google/generate_video',
  model_name: 'Veo 3.1 Fast',
  status: 'awaiting_consent',
  quote_micros: 600_000,
  cost_micros: null,
  consent: { expires_at: new Date(Date.now() + 1_500_000).toISOString(), decided_at: null, decision: null },
  stage: null,
  progress: null,
  asset_ids: [],
  citations: [],
  error: null,
  trail: [],
  created_at: new Date().toISOString(),
  started_at: null,
  finished_at: null,
  ...change,
});

/** A conversation with a cover, films behind it, an answer with a picture; nothing of it is on the server. */
async function openPlace(page: Page, change: Partial<Conversation> = {}, jobs: Job[] = []): Promise<void> {
  await page.context().addCookies(cookies);
  // Newer than what the server rendered: an older row would change nothing.
  const shown = { ...conversation, ...change, last_event_seq: conversation.last_event_seq + 1 };
  await page.route(`**/api/conversations/${conversation.id}`, (route) => route.fulfill({ json: shown }));
  await page.route('**/api/tools', (route) => route.fulfill({ json: tools }));
  await page.route('**/api/jobs?*', (route) => route.fulfill({ json: { jobs } }));
  for (const asset of [dawn, mist, lake])
    if (asset) await page.route(`**/api/media/${asset.id}`, (route) => route.fulfill({ json: asset }));
  await showScene(page, shown, {
    name: 'a place',
    messages: [
      { from: 'user', assets: [], text: 'Draw a lake in the mountains at dawn' },
      {
        from: 'agent',
        assets: [lake],
        text: '# A lake\n\nHere it is, **still** and clear. See [more](https://a.example/lake).',
      },
    ],
  });
}

const chooseFromMenu = async (page: Page, name: string) => {
  await page.getByRole('button', { name: 'Conversation menu' }).click();
  await page.getByRole('menuitem', { name }).click();
};

for (const colorScheme of themes) {
  test.describe(`in the ${colorScheme}`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    /** On both devices: a picture to look at, and what axe says. */
    async function look(page: Page, name: string, within?: string): Promise<void> {
      for (const [device, viewport] of Object.entries(devices)) {
        await page.setViewportSize(viewport);
        await page.screenshot({ path: path.join(PICTURES, `${name}-${device}-${colorScheme}.png`) });
        await expectNoBarrier(page, `${name} on a ${device}`, within);
      }
      await page.setViewportSize(devices.desktop);
    }

    test('administrators see what was spent, and set what may be', async ({ page }) => {
      let put: unknown = null;
      await page.route(/\/api\/(admin\/)?usage\?/, (route) => {
        const url = new URL(route.request().url());
        const usage = makeUpUsage(Number(url.searchParams.get('days')));
        const by_person = [
          { owner_id: newId(), name: 'Ada Lovelace', ...usage.total },
          { owner_id: newId(), name: 'Samir', calls: 0, cost_micros: 0 },
        ];
        return route.fulfill({ json: url.pathname.includes('admin') ? { ...usage, by_person } : usage });
      });
      await page.route(/\/api\/(admin\/)?generations\?/, (route) => {
        const url = new URL(route.request().url());
        const of = url.pathname.includes('admin') ? 'Ada Lovelace' : undefined;
        return route.fulfill({ json: makeUpLog(url.searchParams.get('before'), of) });
      });
      await page.route('**/api/admin/budgets', (route) => {
        if (route.request().method() === 'PUT') put = route.request().postDataJSON();
        const budgets = [{ scope: 'person', owner_id: null, period: 'day', limit_micros: 500_000 }];
        return route.fulfill({ json: { budgets, defaults: [] } });
      });
      await page.goto('/signin?callbackUrl=/settings/usage');
      await untilReady(page);
      await page.getByLabel('E-mail').fill(admin.email);
      await page.getByLabel('Password', { exact: true }).fill(admin.password);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await expect(page.getByRole('heading', { name: 'By day' })).toBeVisible();
      await look(page, 'usage');

      const chart = page.getByRole('slider', { name: 'Spent by day' });
      await chart.focus();
      const today = await chart.getAttribute('aria-valuetext');
      await chart.press('ArrowLeft');
      await expect(chart).not.toHaveAttribute('aria-valuetext', today ?? '');
      await page.getByText('As a table').click();
      await expect(page.getByRole('table', { name: 'Spent by day' })).toBeVisible();
      await page.getByText('90 days', { exact: true }).first().click();
      await expect(chart).toHaveAttribute('aria-valuemax', '89');
      expect(await page.getByRole('link', { name: 'Download CSV' }).getAttribute('href')).toBe(
        '/api/usage.csv?days=90',
      );

      const log = page.getByRole('region', { name: 'Log' });
      await expect(log.getByRole('listitem')).toHaveCount(6);
      await log.getByText('A red fox walks').first().click();
      await expect(log.getByRole('definition').filter({ hasText: '16:9' })).toBeVisible();
      await log.getByRole('heading', { name: 'Log' }).scrollIntoViewIfNeeded();
      await look(page, 'log');
      await log.getByRole('button', { name: 'Show older' }).click();
      await expect(log.getByRole('listitem')).toHaveCount(9);
      await expect(log.getByRole('button', { name: 'Show older' })).toHaveCount(0);
      await expect(log.getByText('Ada Lovelace')).toHaveCount(0);

      await page.getByText('Everyone', { exact: true }).click();
      await expect(log.getByText('Ada Lovelace').first()).toBeVisible();
      await page.getByLabel('Everyone together, a month').fill('20');
      await page.getByText('As a table').click();
      await page.getByRole('heading', { name: 'What may be spent' }).scrollIntoViewIfNeeded();
      await look(page, 'budgets');
      await page.getByRole('button', { name: 'Save budgets' }).click();
      await expect
        .poll(() => put)
        .toEqual({
          budgets: [
            { scope: 'everyone', owner_id: null, period: 'month', limit_micros: 20_000_000 },
            { scope: 'person', owner_id: null, period: 'day', limit_micros: 500_000 },
          ],
        });
    });

    test('settings say what models should know, and keep it', async ({ page }) => {
      await page.context().addCookies(cookies);
      await page.goto('/settings');
      await untilReady(page);
      // Both themes are one person's: only what changed is saved, and said to be.
      const about = `I teach chemistry in Athens and work in the ${colorScheme}.`;
      await page.getByLabel('About you').fill(about);
      await page.getByLabel('How they should answer').focus();
      await expect(page.getByText('Saved').first()).toBeVisible();
      await page.getByLabel(/^Ask me before anything above/).fill('much');
      await page.getByLabel('Voice').focus();
      await expect(page.getByText('Write an amount such as 0.05.')).toBeVisible();
      await page.getByRole('heading', { name: 'You and your models' }).scrollIntoViewIfNeeded();
      await look(page, 'settings');
      await page.getByRole('heading', { name: 'Covers and backgrounds' }).scrollIntoViewIfNeeded();
      await look(page, 'settings-places');
      await page.reload();
      await expect(page.getByLabel('About you')).toHaveValue(about);
    });

    test('a cover and a background are made, arranged and taken away', async ({ page }) => {
      const background = {
        asset_ids: [dawn, mist].flatMap((one) => one?.id ?? []),
        mood: 'calm',
        is_on: true,
      };
      await openPlace(page, { cover_url: lake.thumbnail_url, background }, []);
      await expect(page.locator('[data-backdrop=still] img')).toBeVisible();
      await look(page, 'background-still');
      await chooseFromMenu(page, 'Cover…');
      await expect(page.getByText('About $0.04, drawn by Gemini Flash Image.')).toBeVisible();
      await look(page, 'cover', '[role=dialog]');
      await page.getByRole('button', { name: 'Close' }).last().click();
      await chooseFromMenu(page, 'Background…');
      await expect(page.getByRole('list', { name: 'Films' }).getByRole('listitem')).toHaveCount(2);
      await look(page, 'background', '[role=dialog]');
      const changed = page.waitForRequest((request) => request.method() === 'PATCH');
      await page.getByRole('button', { name: 'Play Film 2 earlier' }).click();
      expect((await changed).postDataJSON()).toEqual({
        background: { ...background, asset_ids: [...background.asset_ids].reverse() },
      });
    });

    test('a background is asked for with its price before it is made', async ({ page }) => {
      await openPlace(page, {}, [jobOf({})]);
      await chooseFromMenu(page, 'Background…');
      await expect(page.getByRole('dialog').getByText('About $0.60')).toBeVisible();
      await look(page, 'background-consent', '[role=dialog]');
      const approved = page.waitForRequest(/\/api\/jobs\/.*\/approve$/);
      await page.getByRole('button', { name: 'Approve' }).click();
      await approved;
    });
  });
}

test.describe('where motion is welcome', () => {
  test.use({ contextOptions: { reducedMotion: 'no-preference' } });

  test('films play behind the conversation, without sound, until they are paused', async ({ page }) => {
    const background = { asset_ids: [dawn?.id ?? ''], mood: 'calm', is_on: true };
    await openPlace(page, { background });
    const video = page.locator('[data-backdrop=film] video').first();
    await expect
      .poll(() => video.evaluate((film: HTMLVideoElement) => [film.muted, film.paused]))
      .toEqual([true, false]);
    await page.waitForTimeout(500);
    for (const [device, viewport] of Object.entries(devices)) {
      await page.setViewportSize(viewport);
      await page.screenshot({ path: path.join(PICTURES, `background-playing-${device}.png`) });
    }
    await page.getByRole('button', { name: 'Pause the background' }).click();
    await expect(page.locator('[data-backdrop=resting] video').first()).toHaveJSProperty('paused', true);
    await expectNoBarrier(page, 'a paused background');
  });
});

test.describe('read aloud', () => {
  /** A device that speaks as fast as it is told, and keeps what it said. */
  const giveVoice = (page: Page) =>
    page.addInitScript(() => {
      const said: string[] = [];
      const current: { utterance: SpeechSynthesisUtterance | null } = { utterance: null };
      const synthesis = {
        getVoices: () => [],
        cancel: () => current.utterance?.onerror?.({ error: 'canceled' } as SpeechSynthesisErrorEvent),
        speak(utterance: SpeechSynthesisUtterance) {
          said.push(`${utterance.lang}: ${utterance.text}`);
          current.utterance = utterance;
          if (said.length < 2) setTimeout(() => utterance.onend?.({} as SpeechSynthesisEvent), 50);
        },
      };
      Object.assign(window, { said });
      Object.defineProperty(window, 'speechSynthesis', { value: synthesis, configurable: true });
    });
  const saidOn = (page: Page) => page.evaluate(() => (window as unknown as { said: string[] }).said);

  test('the device reads the words of an answer and stops when it is told to', async ({ page }) => {
    await giveVoice(page);
    await openPlace(page);
    const answer = answers(page).last();
    await answer.getByRole('button', { name: 'Read aloud' }).click();
    await expect(answer.getByRole('button', { name: 'Stop reading' })).toBeVisible();
    await expect
      .poll(() => saidOn(page))
      .toEqual(['en-US: A lake.', 'en-US: Here it is, still and clear. See more.']);
    await page.screenshot({ path: path.join(PICTURES, 'reading.png') });
    await expectNoBarrier(page, 'an answer that is read');
    await answer.getByRole('button', { name: 'Stop reading' }).click();
    await expect(answer.getByRole('button', { name: 'Read aloud' })).toBeVisible();
  });

  test('the device reads where the chosen voice cannot, and says so', async ({ page }) => {
    await giveVoice(page);
    await page.context().addCookies(cookies);
    const { origin } = new URL(process.env.STRAND_E2E_URL ?? '');
    const choose = (voice: string | null) =>
      page.request.patch('/api/preferences', { headers: { origin }, data: { voice } });
    await choose('google/gemini-2.5-flash-preview-tts');
    const error = { code: 'models.unavailable', message: 'No.', retryable: true };
    await page.route('**/speech', (route) => route.fulfill({ status: 503, json: { error } }));
    await openPlace(page);
    await answers(page).last().getByRole('button', { name: 'Read aloud' }).click();
    await expect(page.getByText('your device reads instead')).toBeVisible();
    await expect.poll(async () => (await saidOn(page)).length).toBeGreaterThan(0);
    await choose(null);
  });
});
