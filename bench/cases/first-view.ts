import { chromium } from '@playwright/test';
import { newId } from '@/lib/kernel';
import { findBrowser } from '../../scripts/test/browser.mjs';
import type { App } from '../harness/app';
import type { Bench } from '../harness/bench';
import { count, kilobytes, milliseconds } from '../harness/figures';
import type { BenchCase } from '../harness/line';
import { makePhoto } from '../harness/noisy-photo';
import { signIn } from '../harness/sign-in';

const PICTURES = 50;
const PER_MESSAGE = 5;
const WIDTH = 1600;
const HEIGHT = 1200;
const SCREEN = { width: 390, height: 844 };
/** Longer than anything takes that was asked for. */
const QUIET_MS = 1_500;

export const firstView: BenchCase<Bench> = {
  name: 'first-view',
  title: `First view of a conversation with ${PICTURES} pictures, on a phone`,
  async run(bench) {
    const app = await bench.app();
    const { conversationId, pictureBytes } = await fillConversation(app);
    const seen = await look(app, conversationId);
    return [
      {
        title: 'requests for media ÷ pictures in the conversation',
        value: seen.requests / PICTURES,
        unit: '×',
        target: 0.5,
        beside: [count('requests', seen.requests), milliseconds('until the newest is seen', seen.firstMs)],
      },
      {
        title: 'bytes of media ÷ bytes of all pictures',
        value: seen.bytes / pictureBytes,
        unit: '×',
        target: 0.1,
        beside: [kilobytes('fetched', seen.bytes), kilobytes('all', pictureBytes)],
      },
    ];
  },
};

async function fillConversation(app: App): Promise<{ conversationId: string; pictureBytes: number }> {
  const call = async (path: string, body: BodyInit, type = 'application/json') => {
    const headers = { ...app.headers, 'content-type': type };
    const response = await fetch(`${app.url}${path}`, { method: 'POST', headers, body });
    if (!response.ok) throw new Error(`${path} was answered ${response.status}.`);
    return (await response.json()) as { id: string; size_bytes: number };
  };
  const conversationId = (await call('/api/conversations', JSON.stringify({ title: 'Fifty pictures' }))).id;
  let pictureBytes = 0;
  for (let sent = 0; sent < PICTURES; sent += PER_MESSAGE) {
    const attachments: string[] = [];
    for (let index = 0; index < PER_MESSAGE; index += 1) {
      const photo = await makePhoto(WIDTH, HEIGHT);
      const asset = await call('/api/media', new Uint8Array(photo), 'image/jpeg');
      attachments.push(asset.id);
      pictureBytes += asset.size_bytes;
    }
    const message = { id: newId(), content: `Pictures from ${sent + 1}`, attachments };
    await call(`/api/conversations/${conversationId}/messages`, JSON.stringify(message));
  }
  return { conversationId, pictureBytes };
}

async function look(app: App, conversationId: string) {
  const browser = await chromium.launch(await findBrowser());
  try {
    const context = await browser.newContext({ viewport: SCREEN, deviceScaleFactor: 2 });
    await context.addCookies(
      (await signIn(app)).split('; ').map((pair) => {
        const [name = '', value = ''] = pair.split(/=(.*)/s);
        return { name, value, url: app.url };
      }),
    );
    const page = await context.newPage();
    const bodies: Promise<number>[] = [];
    page.on('response', (response) => {
      if (new URL(response.url()).pathname.startsWith('/media/'))
        bodies.push(response.body().then((body) => body.byteLength));
    });
    const startedAt = performance.now();
    await page.goto(`${app.url}/c/${conversationId}`);
    await page.waitForFunction(() =>
      [...document.images].some((image) => image.src.includes('/media/') && image.naturalWidth > 0),
    );
    const firstMs = performance.now() - startedAt;
    for (let known = -1; known !== bodies.length; ) {
      known = bodies.length;
      await page.waitForTimeout(QUIET_MS);
    }
    const sizes = await Promise.all(bodies);
    return { requests: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0), firstMs };
  } finally {
    await browser.close();
  }
}
