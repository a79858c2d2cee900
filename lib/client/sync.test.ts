import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Conversation, Message } from '@/lib/contracts';
import { createClientStore } from './store';
import { Sync } from './sync';

const ID = '0199aaaa-0000-7000-8000-000000000001';
const at = '2026-01-01T00:00:00.000Z';

const row = (lastEventSeq: number, title: string | null = null): Conversation => ({
  id: ID,
  title,
  is_home: false,
  model: null,
  active_leaf_id: null,
  cover_url: null,
  background: null,
  last_seq: 0,
  last_event_seq: lastEventSeq,
  created_at: at,
  updated_at: at,
});

const message = (id: string, seq: number): Message => ({
  id,
  conversation_id: ID,
  seq,
  parent_id: null,
  version: 1,
  sender_type: 'user',
  sender_channel: 'web',
  message_type: 'text',
  content: id,
  media_url: null,
  media_urls: [],
  jobs: [],
  metadata: {},
  silent_delivery: false,
  status: 'complete',
  run_id: null,
  revision: seq,
  created_at: at,
  deleted_at: null,
});

/** Answers requests by path; what is a function is called, so that a test can hold it back or let it fail. */
function serve(answers: Record<string, () => unknown>): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    const answer = answers[path.split('?')[0] ?? ''];
    if (!answer) return new Response('{}', { status: 404 });
    return Response.json(await answer());
  });
  return asked;
}

function createSync(): { store: ReturnType<typeof createClientStore>; sync: Sync } {
  const store = createClientStore({
    person: {
      id: 'p',
      email: 'p@example.org',
      name: null,
      role: 'member',
      has_password: true,
      preferences: {},
    },
    models: [],
    defaultModel: 'studio/studio',
    conversations: { conversations: [], next_before: null },
  });
  return { store, sync: new Sync(store) };
}

const thinEvent = (seq: number) => ({
  conversation_id: ID,
  seq,
  type: 'message.created' as const,
  origin: null,
});

const conversationPath = `/api/conversations/${ID}`;

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('a conversation that is being loaded', () => {
  it('catches up with an event that came while its page was on the way', async () => {
    const { store, sync } = createSync();
    let arrive = (_page: unknown) => {};
    const page = new Promise((resolve) => {
      arrive = resolve;
    });
    serve({
      [conversationPath]: () => row(1),
      [`${conversationPath}/messages`]: () => page,
      [`${conversationPath}/events`]: () => ({
        events: [],
        messages: [message('late', 1)],
        conversation: row(2),
        has_more: false,
      }),
    });
    const shown = sync.show(ID);
    sync.receive(thinEvent(2));
    arrive({ messages: [], next_before: null, last_event_seq: 1 });
    await shown;
    expect(store.getState().threads[ID]?.allIds).toEqual(['late']);
  });

  it('asks for what happened between its row and its page', async () => {
    const { store, sync } = createSync();
    const asked = serve({
      [conversationPath]: () => row(3),
      [`${conversationPath}/messages`]: () => ({ messages: [], next_before: null, last_event_seq: 5 }),
      [`${conversationPath}/events`]: () => ({
        events: [],
        messages: [],
        conversation: row(5, 'Renamed'),
        has_more: false,
      }),
    });
    await sync.show(ID);
    expect(asked).toContain(`${conversationPath}/events?after=3`);
    expect(store.getState().conversations[ID]?.title).toBe('Renamed');
  });

  it('comes by itself when the server is back', async () => {
    vi.useFakeTimers();
    const { store, sync } = createSync();
    serve({
      [conversationPath]: () => Promise.reject(new TypeError('no connection')),
      [`${conversationPath}/messages`]: () => Promise.reject(new TypeError('no connection')),
    });
    await sync.show(ID);
    expect(store.getState().threads[ID]?.status).toBe('error');
    serve({
      '/api/conversations': () => ({ conversations: [row(1)], next_before: null }),
      [conversationPath]: () => row(1),
      [`${conversationPath}/messages`]: () => ({
        messages: [message('first', 1)],
        next_before: null,
        last_event_seq: 1,
      }),
      [`${conversationPath}/events`]: () => ({
        events: [],
        messages: [],
        conversation: row(1),
        has_more: false,
      }),
    });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(store.getState().threads[ID]).toMatchObject({ status: 'ready', allIds: ['first'] });
  });
});

describe('a conversation that is loaded', () => {
  it('stays on screen when it cannot be brought up to date, and is later', async () => {
    vi.useFakeTimers();
    const { store, sync } = createSync();
    const answers: Record<string, () => unknown> = {
      '/api/conversations': () => ({ conversations: [row(2)], next_before: null }),
      [conversationPath]: () => row(1),
      [`${conversationPath}/messages`]: () => ({
        messages: [message('first', 1)],
        next_before: null,
        last_event_seq: 1,
      }),
      [`${conversationPath}/events`]: () => Promise.reject(new TypeError('no connection')),
    };
    serve(answers);
    await sync.show(ID);
    sync.receive(thinEvent(2));
    await vi.advanceTimersByTimeAsync(100);
    expect(store.getState().threads[ID]).toMatchObject({ status: 'ready', allIds: ['first'] });
    answers[`${conversationPath}/events`] = () => ({
      events: [],
      messages: [message('second', 2)],
      conversation: row(2),
      has_more: false,
    });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(store.getState().threads[ID]?.allIds).toEqual(['first', 'second']);
  });

  it('keeps what it shows when it was too far behind and the fresh page does not come', async () => {
    const { store, sync } = createSync();
    const answers: Record<string, () => unknown> = {
      [conversationPath]: () => row(1),
      [`${conversationPath}/messages`]: () => ({
        messages: [message('first', 1)],
        next_before: null,
        last_event_seq: 1,
      }),
      [`${conversationPath}/events`]: () => ({
        events: [],
        messages: [],
        conversation: row(900),
        has_more: true,
      }),
    };
    serve(answers);
    await sync.show(ID);
    answers[conversationPath] = () => Promise.reject(new TypeError('no connection'));
    await sync.catchUp(ID);
    sync.stop();
    expect(store.getState().threads[ID]).toMatchObject({ status: 'ready', allIds: ['first'] });
  });
});
