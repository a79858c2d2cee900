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
  };
  return createStore(() => withConversations(empty, start.conversations.conversations));
}

/** Puts a server-rendered conversation in, unless the tab already keeps a newer one. */
export function hydrateConversation(store: ClientStore, start: ConversationStart): void {
  const thread = store.getState().threads[start.conversation.id];
  if (thread?.status === 'ready' && thread.lastEventSeq >= start.page.last_event_seq) return;
  store.setState((state) => withFreshPage(state, start.conversation, start.page));
}
