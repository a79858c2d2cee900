import type { Page } from '@playwright/test';
import { startOpenAiReplica } from '../fakes/openai-replica';
import { type App, startApp } from './support/app';
import {
  answers,
  attachPhoto,
  conversationIdOf,
  conversationLink,
  expect,
  ownMessages,
  send,
  signUp,
  storedMessages,
  test,
  thread,
  waitForEnd,
} from './support/browser';
import { startOtherSite } from './support/other-site';

// Tall enough to have a whole conversation in view.
test.use({ viewport: { width: 1280, height: 3000 } });

let app: App;
let model: Awaited<ReturnType<typeof startOpenAiReplica>>;
let elsewhere: Awaited<ReturnType<typeof startOtherSite>>;

test.beforeAll(async () => {
  model = await startOpenAiReplica();
  elsewhere = await startOtherSite();
  app = await startApp({ env: { OPENAI_API_KEY: 'sk-any', OPENAI_BASE_URL: model.url } });
});

test.afterAll(async () => {
  await app?.remove();
  await model.close();
  await elsewhere.close();
});

/** Each would set `window.hacked` or open a dialog if it ran. */
const scripts = [
  '<script>window.hacked=1</script>',
  '<img src=x onerror="window.hacked=1">',
  '<svg onload="window.hacked=1"></svg>',
  '<iframe srcdoc="<script>parent.hacked=1</script>"></iframe>',
  '<a href="javascript:window.hacked=1">click me</a>',
  '<details open ontoggle="window.hacked=1">',
  '<math><mtext><table><mglyph><style><img src=x onerror="window.hacked=1">',
  '[click me](javascript:window.hacked=1)',
  '[click me](JaVaScRiPt:window.hacked=1)',
  '[click me](java\tscript:window.hacked=1)',
  '[click me](&#106;avascript:window.hacked=1)',
  '[click me](data:text/html,<script>opener.hacked=1</script>)',
  '[click me](vbscript:x "title\' onmouseover=\'window.hacked=1")',
  '![x](javascript:window.hacked=1)',
  '![x" onerror="window.hacked=1](x)',
  '<javascript:window.hacked=1>',
  '[click me][ref]\n\n[ref]: javascript:window.hacked=1',
  '| a |\n|--|\n| <img src=x onerror="window.hacked=1"> |',
  '```html"onmouseover="window.hacked=1\n<script>window.hacked=1</script>\n```',
  '$\\href{javascript:window.hacked=1}{x}$ and $\\htmlData{x=1}{y}$ and $\\includegraphics{x}$',
];

/** Says yes to the price of the picture in the last answer, and waits for it. */
async function approvePicture(page: Page): Promise<void> {
  const answer = answers(page).last();
  await answer.getByRole('button', { name: 'Approve' }).click();
  await expect(answer.getByRole('button', { name: /made by/ })).toBeVisible({ timeout: 30_000 });
  await waitForEnd(answer);
}

/** What is in the thread, told by what could do harm. */
function findHarm(page: Page): Promise<string[]> {
  return thread(page).evaluate((log) =>
    [...log.querySelectorAll('*')].flatMap((element) => {
      const found: string[] = [];
      if (/^(script|iframe|object|embed|link|style|base|form|meta)$/i.test(element.tagName)) {
        // The form in which a message is edited is ours.
        found.push(element.tagName);
      }
      for (const { name, value } of element.attributes) {
        if (/^on/i.test(name)) found.push(`${element.tagName} ${name}`);
        if (
          /^(href|src|action|formaction|xlink:href|srcset)$/i.test(name) &&
          !/^(https?:|mailto:|\/(?!\/)|#)/i.test(value)
        )
          found.push(`${element.tagName} ${name}=${value}`);
      }
      return found;
    }),
  );
}

test('nothing in a message or an answer runs', async ({ page }) => {
  await signUp(page, undefined, app.url);
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  // The policy would stop most of it; nothing may even come that far.
  await page.evaluate(() => {
    const refused: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => refused.push(event.violatedDirective));
    Object.assign(window, { refused });
  });
  const everything = scripts.join('\n\n');
  model.script({ text: everything });
  await send(page, everything);
  const answer = answers(page);
  await waitForEnd(answer);
  await expect(answer).toContainText('\\includegraphics');
  for (const shown of [ownMessages(page), answer]) {
    await expect(shown).toContainText('<script>window.hacked=1</script>');
    await expect(shown).toContainText('<img src=x onerror="window.hacked=1">');
  }
  for (const link of await answer.getByText('click me').all()) await link.click();
  await answer.hover();
  expect(await findHarm(page)).toEqual([]);
  expect(await page.evaluate(() => (window as { hacked?: number }).hacked)).toBeUndefined();
  expect(await page.evaluate(() => (window as unknown as { refused: string[] }).refused)).toEqual([]);
  expect(dialogs).toEqual([]);
  expect(page.context().pages()).toHaveLength(1);
});

test('no request goes anywhere but to the app, whatever an answer asks for', async ({ page }) => {
  const asked = new Set<string>();
  page.on('request', (request) => asked.add(new URL(request.url()).origin));
  page.on('websocket', (socket) => asked.add(new URL(socket.url()).origin));
  await signUp(page, undefined, app.url);
  const canary = `${elsewhere.url}/pixel.png`;
  model.script({
    text: [
      `![the secret](${canary}?in-markdown)`,
      `![the secret](//${new URL(elsewhere.url).host}/pixel.png?without-scheme)`,
      `<img src="${canary}?in-html">`,
      `<link rel="prefetch" href="${canary}?in-head"><style>body{background:url(${canary}?in-style)}</style>`,
      `[![badge](${canary}?in-link)](${elsewhere.url})`,
      `[a link](${elsewhere.url}/linked)`,
      `| ![in a table](${canary}?in-table) |\n|--|\n| x |`,
      'The end.',
    ].join('\n\n'),
  });
  await send(page, `look at ${canary}?in-message`);
  await waitForEnd(answers(page));
  await expect(answers(page)).toContainText('The end.');
  await attachPhoto(page);
  await send(page, 'draw a boat');
  await expect(answers(page)).toHaveCount(2);
  await approvePicture(page);
  // The link is there for the person to follow, and tells nobody where they came from.
  const link = answers(page).first().getByRole('link', { name: 'a link' });
  await expect(link).toHaveAttribute('href', `${elsewhere.url}/linked`);
  await expect(link).toHaveAttribute('rel', /noopener.*noreferrer/);
  expect(elsewhere.requests).toEqual([]);
  expect([...asked].sort()).toEqual([app.url, app.url.replace('http', 'ws')]);
});

test('each page has a policy of its own, and the policy holds', async ({ page }) => {
  await page.goto(`${app.url}/signin`);
  await signUp(page, undefined, app.url);
  await send(page, 'hello');
  await waitForEnd(answers(page));
  const nonces = new Set<string | undefined>();
  const paths = ['/', '/settings', '/signin', '/signup', '/nowhere', new URL(page.url()).pathname];
  for (const path of paths) {
    const response = await page.request.get(app.url + path, { maxRedirects: 0 });
    const policy = response.headers()['content-security-policy'] ?? '';
    expect(policy, path).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'(;|$)/);
    for (const directive of [
      "default-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ])
      expect(policy, path).toContain(directive);
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1]);
  }
  expect(nonces.size).toBe(paths.length);

  // Even what got into the page by some other mistake neither runs nor loads.
  await page.evaluate((url) => {
    const refused: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));
    Object.assign(window, { refused });
    document.body.insertAdjacentHTML(
      'beforeend',
      `<img src="/nothing" onerror="window.hacked=1"><img src="${url}/leak.png">`,
    );
    const link = document.createElement('a');
    link.href = 'javascript:window.hacked=1';
    document.body.append(link);
    link.click();
  }, elsewhere.url);
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { refused: string[] }).refused.sort()))
    .toEqual(['img-src', 'script-src-attr', 'script-src-elem']);
  expect(await page.evaluate(() => (window as { hacked?: number }).hacked)).toBeUndefined();
  expect(elsewhere.requests.filter((url) => url.includes('leak'))).toEqual([]);
});

test("another person's pictures and conversations are not found", async ({ page, openStranger }) => {
  await signUp(page, undefined, app.url);
  await attachPhoto(page);
  await send(page, 'draw a boat');
  await approvePicture(page);
  const media = (await storedMessages(page)).flatMap((message) => message.media_urls);
  expect(media).toHaveLength(2);
  const stranger = await openStranger(page);
  await signUp(stranger);
  for (const asset of media) {
    for (const path of [asset.url, asset.thumbnail_url ?? '', `/api/media/${asset.id}`]) {
      expect((await page.request.get(app.url + path)).status(), path).toBe(200);
      expect((await stranger.goto(app.url + path))?.status(), path).toBe(404);
    }
  }
  const anonymous = await openStranger(page);
  for (const asset of media) expect((await anonymous.goto(app.url + asset.url))?.status()).toBe(401);
});

test('a page of another origin can change nothing', async ({ page }) => {
  await signUp(page, undefined, app.url);
  await send(page, 'hello');
  await waitForEnd(answers(page));
  const conversationId = conversationIdOf(page);
  const before = await storedMessages(page);
  const attacker = await page.context().newPage();
  for (const [url, refused] of [
    [elsewhere.siblingUrl, 403],
    [elsewhere.url, 401],
  ] as const) {
    for (const path of ['/api/conversations', `/api/conversations/${conversationId}/messages`]) {
      await attacker.goto(url);
      // As a form does, without asking first.
      const answered = attacker.waitForResponse(app.url + path);
      await attacker.evaluate((action) => {
        const form = document.createElement('form');
        Object.assign(form, { method: 'post', action, enctype: 'text/plain' });
        const field = document.createElement('input');
        Object.assign(field, { name: '{"title":"hacked","x":"', value: '"}' });
        form.append(field);
        document.body.append(form);
        form.submit();
      }, app.url + path);
      expect((await answered).status(), `${url} ${path}`).toBe(refused);
      await attacker.waitForURL(app.url + path);
    }
    await attacker.goto(url);
    // And as a script does: the browser asks first, and is not allowed.
    const outcome = await attacker.evaluate(async (target) => {
      const ask = (init: RequestInit) =>
        fetch(target, { credentials: 'include', ...init }).then(
          () => 'read',
          () => 'refused',
        );
      return [
        await ask({ method: 'DELETE' }),
        await ask({
          method: 'PATCH',
          headers: { 'content-type': 'application/json' },
          body: '{"title":"hacked"}',
        }),
        await ask({}),
      ];
    }, `${app.url}/api/conversations/${conversationId}`);
    expect(outcome).toEqual(['refused', 'refused', 'refused']);
  }
  expect(await storedMessages(page)).toEqual(before);
  await page.reload();
  await expect(conversationLink(page, 'hello')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Conversations' }).getByRole('link')).toHaveCount(1);
});

test("nobody can listen on another person's channel", async ({ page, openStranger }) => {
  const channels: string[] = [];
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const channel = /private-person-[\da-f-]{36}/.exec(String(payload))?.[0];
      if (channel) channels.push(channel);
    }),
  );
  await signUp(page, undefined, app.url);
  await expect.poll(() => channels.length).toBeGreaterThan(0);
  const channel = channels[0] ?? '';

  const stranger = await openStranger(page);
  const socketUrl = stranger.waitForEvent('websocket').then((socket) => socket.url());
  await signUp(stranger);
  await stranger.evaluate(
    async ({ url, channel }) => {
      const heard: { event: string; channel?: string }[] = [];
      Object.assign(window, { heard });
      const socket = new WebSocket(url);
      const socketId = await new Promise<string>((resolve) => {
        socket.onmessage = ({ data }) => {
          const message = JSON.parse(data);
          heard.push(message);
          if (message.event === 'pusher:connection_established') resolve(JSON.parse(message.data).socket_id);
        };
      });
      const subscribe = (auth: string) =>
        socket.send(JSON.stringify({ event: 'pusher:subscribe', data: { channel, auth } }));
      const answer = await fetch('/api/realtime/auth', {
        method: 'POST',
        body: new URLSearchParams({ socket_id: socketId, channel_name: channel }),
      });
      heard.push({ event: `asked for a signature: ${answer.status}` });
      const key = new URL(url).pathname.split('/').at(-1);
      subscribe('');
      subscribe(`${key}:${'0'.repeat(64)}`);
    },
    { url: await socketUrl, channel },
  );
  const heard = () =>
    stranger.evaluate(() =>
      (window as unknown as { heard: { event: string }[] }).heard.map(({ event }) => event),
    );
  const refusals = [
    'pusher:connection_established',
    'asked for a signature: 403',
    'pusher:subscription_error',
    'pusher:subscription_error',
  ];
  await expect.poll(heard).toEqual(refusals);
  await send(page, 'a secret');
  await waitForEnd(answers(page));
  expect(await heard()).toEqual(refusals);
});

test('a password sent before the page is ready does not end up in the address', async ({ browser }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  for (const path of ['/signin', '/signup']) {
    await page.goto(app.url + path);
    await page.getByLabel('E-mail').fill('ada@example.org');
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByLabel('Password', { exact: true }).press('Enter');
    await page.waitForLoadState();
    expect(page.url()).toBe(app.url + path);
  }
  await page.close();
});
