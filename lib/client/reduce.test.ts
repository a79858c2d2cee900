import { describe, expect, it } from 'vitest';
import type { Conversation, Message } from '@/lib/contracts';
import {
  withConversations,
  withFreshList,
  withFreshPage,
  withOutboxEntry,
  withoutOutboxEntry,
  withSent,
} from './reduce';
import type { ClientState, OutboxEntry } from './state';
import { createClientStore } from './store';

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();

function conversation(id: string, change: Partial<Conversation> = {}): Conversation {
  return {
    id,
    title: null,
    is_home: false,
    model: null,
    active_leaf_id: null,
    cover_url: null,
    background: null,
    last_seq: 0,
    last_event_seq: 1,
    created_at: at(0),
    updated_at: at(0),
    ...change,
  };
}

function message(id: string, seq: number, change: Partial<Message> = {}): Message {
  return {
    id,
    conversation_id: 'c',
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
    created_at: at(seq),
    deleted_at: null,
    ...change,
  };
}

function emptyState(): ClientState {
  return createClientStore({
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
  }).getState();
}

const entry = (change: Partial<OutboxEntry> = {}): OutboxEntry => ({
  id: 'waiting',
  conversationId: 'c',
  content: 'hi',
  attachments: [],
  parentId: undefined,
  state: 'sending',
  error: null,
  createdAt: at(9),
  ...change,
});

function threadState(): ClientState {
  const rows = [message('u1', 1), message('a1', 2, { parent_id: 'u1', sender_type: 'agent' })];
  return withFreshPage(emptyState(), conversation('c', { active_leaf_id: 'a1', last_event_seq: 2 }), {
    messages: rows,
    next_before: null,
    last_event_seq: 2,
  });
}

describe('the list of conversations', () => {
  it('is ordered by the latest change and keeps the newer row', () => {
    const state = withConversations(emptyState(), [
      conversation('a', { updated_at: at(1), last_event_seq: 5, title: 'new' }),
      conversation('b', { updated_at: at(2) }),
    ]);
    expect(state.conversationIds).toEqual(['b', 'a']);
    const stale = withConversations(state, [conversation('a', { last_event_seq: 4, title: 'old' })]);
    expect(stale.conversations.a?.title).toBe('new');
  });

  it('drops what was deleted elsewhere when loaded afresh', () => {
    const state = withConversations(emptyState(), [
      conversation('gone', { updated_at: at(3) }),
      conversation('kept'),
    ]);
    const fresh = withFreshList(state, { conversations: [conversation('kept')], next_before: null });
    expect(fresh.conversationIds).toEqual(['kept']);
  });
});

describe('a waiting message', () => {
  it('stands at the end of the branch at once and gives way to what the server wrote', () => {
    const waiting = withOutboxEntry(threadState(), entry());
    expect(waiting.threads.c?.path).toEqual(['u1', 'a1', 'waiting']);
    expect(waiting.messages.waiting?.local?.state).toBe('sending');
    const sent = withSent(waiting, {
      message: message('waiting', 3, { parent_id: 'a1' }),
      agent_message: message('a2', 4, {
        parent_id: 'waiting',
        sender_type: 'agent',
        status: 'pending',
        content: null,
      }),
      run: {
        id: 'r',
        conversation_id: 'c',
        message_id: 'a2',
        model: 'm',
        status: 'pending',
        error: null,
        started_at: at(9),
        finished_at: null,
      },
    });
    expect(sent.threads.c).toMatchObject({ path: ['u1', 'a1', 'waiting', 'a2'], lastEventSeq: 4 });
    expect(sent.messages.waiting?.local).toBeUndefined();
    expect(sent.outbox).toEqual({});
  });

  it('takes the place of what follows when it is an edit', () => {
    const waiting = withOutboxEntry(threadState(), entry({ parentId: null }));
    expect(waiting.threads.c?.path).toEqual(['waiting']);
    expect(withoutOutboxEntry(waiting, 'waiting').threads.c?.path).toEqual(['u1', 'a1']);
  });
});
