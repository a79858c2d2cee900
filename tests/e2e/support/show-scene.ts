import type { Page } from '@playwright/test';
import { v7 as newId } from 'uuid';
import type { Conversation, Message, MessagePage } from '../../../lib/contracts';
import { expect, untilReady } from './browser';
import { serveGalleryBytes } from './gallery-bytes';
import type { Scene } from './gallery-scenes';

/**
 * Opens a scene in a real conversation of the person who is signed in: only its messages are made up. Returns them
 * as they are shown.
 */
export async function showScene(page: Page, conversation: Conversation, scene: Scene): Promise<Message[]> {
  const shown = pageOf(conversation, scene);
  const address = `/api/conversations/${conversation.id}/messages`;
  await page.route(
    (url) => url.pathname === address,
    (route) => route.fulfill({ json: shown }),
  );
  await serveGalleryBytes(page);
  await expect(async () => {
    await page.goto('/');
    await untilReady(page);
    // Within the page: the server would render the messages it has.
    await page.evaluate((id) => window.history.pushState(null, '', `/c/${id}`), conversation.id);
    await page.locator('[data-message-id]').first().waitFor({ timeout: 10_000 });
  }).toPass();
  return shown.messages;
}

/**
 * Opens one page for many scenes: each is a conversation of its own, so that the next comes without loading the page
 * anew. Returns what turns to a scene.
 */
export async function openGallery(page: Page, scenes: Scene[]): Promise<(scene: Scene) => Promise<void>> {
  await page.goto('/');
  const { origin } = new URL(page.url());
  const ids = new Map<Scene, string>();
  const pages = new Map<string, MessagePage>();
  for (const scene of scenes) {
    const made = await page.request.post('/api/conversations', { headers: { origin }, data: {} });
    const conversation = (await made.json()) as Conversation;
    ids.set(scene, conversation.id);
    pages.set(`/api/conversations/${conversation.id}/messages`, pageOf(conversation, scene));
  }
  await page.route(
    (url) => pages.has(url.pathname),
    (route) => route.fulfill({ json: pages.get(new URL(route.request().url()).pathname) }),
  );
  await serveGalleryBytes(page);
  await page.reload();
  await untilReady(page);
  return async (scene) => {
    const first = pages.get(`/api/conversations/${ids.get(scene)}/messages`)?.messages[0];
    await expect(async () => {
      await page.evaluate((id) => window.history.pushState(null, '', `/c/${id}`), ids.get(scene));
      await page.locator(`[data-message-id="${first?.id}"]`).waitFor({ timeout: 5_000 });
    }).toPass();
  };
}

function pageOf(conversation: Conversation, scene: Scene): MessagePage {
  const ids = scene.messages.map(() => newId());
  const messages = scene.messages.map(
    ({ from, assets = [], text, jobs = [], metadata = {} }, index): Message => ({
      id: ids[index] ?? '',
      conversation_id: conversation.id,
      seq: index + 1,
      parent_id: ids[index - 1] ?? null,
      version: 1,
      sender_type: from,
      sender_channel: 'web',
      message_type: assets[0]?.type ?? 'text',
      content: text ?? null,
      media_url: assets[0]?.url ?? null,
      media_urls: assets,
      // They are of the answer that shows them.
      jobs: jobs.map((job) => ({
        ...job,
        conversation_id: conversation.id,
        message_id: ids[index] ?? '',
      })),
      metadata,
      silent_delivery: false,
      status: 'complete',
      run_id: null,
      deleted_at: null,
      revision: index + 1,
      created_at: new Date().toISOString(),
    }),
  );
  return { messages, next_before: null, last_event_seq: conversation.last_event_seq };
}
