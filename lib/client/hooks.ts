'use client';

import { useCallback, useEffect, useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Conversation, Model, Person } from '@/lib/contracts';
import type { Actions } from './actions';
import { versionIds } from './active-path';
import { useClient } from './provider';
import type { ClientMessage, ClientState, Connection, LiveAnswer, Thread, ToolMode } from './state';
import { type ConversationStart, hydrateConversation, primeConversation } from './store';
import { readToolMode } from './tool-mode';
import type { Uploads } from './uploads/uploads';

/**
 * A part of the store. zustand's own hook renders its first state on the server, which a page's start has
 * already replaced; this one renders what is there.
 */
function useClientState<T>(select: (state: ClientState) => T): T {
  const { store } = useClient();
  const read = () => select(store.getState());
  return useSyncExternalStore(store.subscribe, read, read);
}

/** Ids of the loaded conversations, latest change first. */
export function useConversationIds(): string[] {
  return useClientState((state) => state.conversationIds);
}

export function useConversation(id: string): Conversation | undefined {
  return useClientState((state) => state.conversations[id]);
}

export function useConversationList(): {
  hasMore: boolean;
  loading: boolean;
  error: string | null;
  loadMore(): void;
} {
  const { actions } = useClient();
  const list = useClientState((state) => state.list);
  return {
    hasMore: list.nextBefore !== null,
    loading: list.loading,
    error: list.error,
    loadMore: () => void actions.loadMoreConversations(),
  };
}

const loading: Pick<Thread, 'status' | 'path' | 'nextBefore' | 'loadingOlder'> = {
  status: 'loading',
  path: [],
  nextBefore: null,
  loadingOlder: false,
};

/**
 * The shown branch of a conversation, kept up to date while mounted. `start` is the server-rendered state, if
 * the page has one.
 */
export function useThread(conversationId: string, start?: ConversationStart) {
  const { store, sync, actions } = useClient();
  // The start must be in before anything reads the store: what is rendered first must be what the server rendered,
  // and a page may come to life after its surroundings did.
  const [isPrimed] = useState(() => start !== undefined && primeConversation(store, start));
  useLayoutEffect(() => {
    if (!start) return;
    hydrateConversation(store, start);
    if (isPrimed) store.setState({});
  }, [store, start, isPrimed]);
  useEffect(() => {
    void sync.show(conversationId);
    return () => sync.hide(conversationId);
  }, [sync, conversationId]);
  const thread = useClientState((state) => state.threads[conversationId]) ?? loading;
  return {
    messageIds: thread.path,
    status: thread.status,
    hasOlder: thread.nextBefore !== null,
    loadingOlder: thread.loadingOlder,
    loadOlder: useCallback(() => void actions.loadOlder(conversationId), [actions, conversationId]),
    retryLoad: useCallback(() => void sync.show(conversationId), [sync, conversationId]),
  };
}

/** One message; re-renders only when this message changes. */
export function useMessage(id: string): ClientMessage | undefined {
  return useClientState((state) => state.messages[id]);
}

/** What an answer has said so far; null when it is not being written. The only part that changes per frame. */
export function useLiveAnswer(messageId: string): LiveAnswer | null {
  return useClientState((state) => state.live[messageId] ?? null);
}

/** Where a message stands among the versions at its place. `index` counts from 0. */
export function useVersions(messageId: string): { index: number; count: number; ids: string[] } {
  const joined = useClientState((state) => versionIds(state, messageId).join(' '));
  return useMemo(() => {
    const ids = joined.split(' ');
    return { ids, count: ids.length, index: ids.indexOf(messageId) };
  }, [joined, messageId]);
}

export function useActions(): Actions {
  return useClient().actions;
}

/** Every upload of this person in this browser. */
export function useUploads(): Uploads {
  return useClient().uploads;
}

export function useConnection(): Connection {
  return useClientState((state) => state.connection);
}

export function usePerson(): Person {
  return useClientState((state) => state.person);
}

export function useModels(): { models: Model[]; defaultModel: string } {
  const models = useClientState((state) => state.models);
  const defaultModel = useClientState((state) => state.defaultModel);
  return { models, defaultModel };
}

/** The text being written for a conversation; survives a reload. Use 'new' before there is one. */
export function useDraft(conversationId: string): [string, (text: string) => void] {
  const { actions } = useClient();
  const key = `strand.draft.${conversationId}`;
  const text = useClientState((state) => state.drafts[conversationId]);
  useEffect(() => {
    if (text !== undefined) return;
    const stored = window.localStorage.getItem(key);
    if (stored) actions.setDraft(conversationId, stored);
  }, [actions, conversationId, key, text]);
  const set = useCallback(
    (value: string) => {
      actions.setDraft(conversationId, value);
      if (value === '') window.localStorage.removeItem(key);
      else window.localStorage.setItem(key, value);
    },
    [actions, conversationId, key],
  );
  return [text ?? '', set];
}

/** What the composer of a conversation makes of its words; kept beside the draft. Null: it sends them. */
export function useToolMode(conversationId: string): [ToolMode | null, (mode: ToolMode | null) => void] {
  const { actions } = useClient();
  const mode = useClientState((state) => state.modes[conversationId]);
  useEffect(() => {
    const kept = mode === undefined && readToolMode(conversationId);
    if (kept) actions.setMode(conversationId, kept);
  }, [actions, conversationId, mode]);
  const set = useCallback(
    (next: ToolMode | null) => actions.setMode(conversationId, next),
    [actions, conversationId],
  );
  return [mode ?? null, set];
}
