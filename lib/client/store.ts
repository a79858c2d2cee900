import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Conversation, ConversationList, MessagePage, Model, Person } from '@/lib/contracts';
import { withConversations, withFreshPage } from './reduce';
import type { ClientState } from './state';

export type ClientStore = StoreApi<ClientState>;

export type StartData = {
  person: Person;
  models: Model[];
  defaultModel: string;
  conversations: ConversationList;
};

export type ConversationStart = { conversation: Conversation; page: MessagePage };

/** The store of one tab, filled with what the server rendered. */
export function createClientStore(start: StartData): ClientStore {
  const empty: ClientState = {
    person: start.person,
    models: start.models,
    defaultModel: start.defaultModel,
    connection: 'connecting',
    conversations: {},
    conversationIds: [],
    list: { nextBefore: start.conversations.next_before, loading: false, error: null },
    messages: {},
    threads: {},
    live: {},
    outbox: {},
    pendingAssets: {},
    drafts: {},
    modes: {},
  };
  return createStore(() => withConversations(empty, start.conversations.conversations));
}

/** Puts a server-rendered conversation in, unless the tab already keeps a newer one. */
export function hydrateConversation(store: ClientStore, start: ConversationStart): void {
  if (isBehind(store.getState(), start))
    store.setState((state) => withFreshPage(state, start.conversation, start.page));
}

/**
 * The same in the middle of a render, when nobody may be told of a change; true when something was put in, so that
 * everybody else is to be told once the render is over.
 */
export function primeConversation(store: ClientStore, start: ConversationStart): boolean {
  const state = store.getState();
  if (!isBehind(state, start)) return false;
  Object.assign(state, withFreshPage(state, start.conversation, start.page));
  return true;
}

function isBehind({ threads }: ClientState, { conversation, page }: ConversationStart): boolean {
  const thread = threads[conversation.id];
  return thread?.status !== 'ready' || thread.lastEventSeq < page.last_event_seq;
}
