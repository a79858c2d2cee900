import type { Asset, ChangePreferencesBody, ToolCall } from '@/lib/contracts';
import { newId } from '@/lib/kernel';
import { ApiError, api } from './api';
import type { Outbox } from './outbox';
import {
  withConversations,
  withFreshPage,
  withMessages,
  withOlderPage,
  withoutConversation,
  withThread,
} from './reduce';
import type { ToolMode } from './state';
import type { ClientStore } from './store';
import type { Sync } from './sync';
import { keepToolMode, toToolCall } from './tool-mode';
import type { LocalUpload } from './uploads/local-upload';

/** Everything a person can do, for components. Each throws ApiError with a sentence to show, unless noted. */
export function createActions(store: ClientStore, sync: Sync, outbox: Outbox) {
  const get = store.getState;
  return {
    /** Opens a conversation and returns its id. */
    async createConversation(model: string | null = null): Promise<string> {
      const conversation = await api.createConversation({ id: newId(), model });
      const page = { messages: [], next_before: null, last_event_seq: conversation.last_event_seq };
      store.setState((state) => withFreshPage(state, conversation, page));
      return conversation.id;
    },

    /** Shows the message at once and sends it; never throws: what cannot be sent waits and says so. */
    sendMessage(given: {
      conversationId: string;
      content: string;
      attachments: readonly (Asset | LocalUpload)[];
      tool?: ToolCall | undefined;
    }): void {
      outbox.add(given);
    },

    /** Sends a changed version of an own message, as a branch beside the old one. Never throws. */
    editMessage(messageId: string, content: string): void {
      const message = get().messages[messageId];
      if (!message) return;
      const call = message.metadata.tool_call;
      outbox.add({
        conversationId: message.conversation_id,
        content,
        tool: call && toToolCall(call, content),
        attachments: message.media_urls,
        parentId: message.parent_id,
      });
    },

    resend: (messageId: string) => outbox.resend(messageId),
    discard: (messageId: string) => outbox.discard(messageId),

    async stop(messageId: string): Promise<void> {
      const message = get().messages[messageId];
      if (!message?.run_id) return;
      await api.stop(message.run_id);
      await sync.catchUp(message.conversation_id);
    },

    async retry(messageId: string): Promise<void> {
      const { agent_message } = await api.retry(messageId);
      const id = agent_message.conversation_id;
      store.setState((state) => withMessages(state, id, [agent_message]));
      await sync.catchUp(id);
      sync.followShown();
    },

    /** Deletes what a message says, on all devices; its place stays. */
    async deleteMessage(messageId: string): Promise<void> {
      const message = get().messages[messageId];
      if (!message) return;
      await api.deleteMessage(messageId);
      await sync.catchUp(message.conversation_id);
    },

    async renameConversation(id: string, title: string): Promise<void> {
      const row = await api.updateConversation(id, { title });
      store.setState((state) => withConversations(state, [row]));
    },

    async chooseModel(id: string, model: string | null): Promise<void> {
      const row = await api.updateConversation(id, { model });
      store.setState((state) => withConversations(state, [row]));
    },

    async deleteConversation(id: string): Promise<void> {
      await api.deleteConversation(id).catch((error: unknown) => {
        if (!(error instanceof ApiError) || error.status !== 404) throw error;
      });
      store.setState((state) => withoutConversation(state, id));
    },

    /** Makes the branch of this message the one that is shown, here and everywhere. */
    async selectVersion(messageId: string): Promise<void> {
      const message = get().messages[messageId];
      if (!message) return;
      const row = await api.updateConversation(message.conversation_id, { active_leaf_id: messageId });
      store.setState((state) => withConversations(state, [row]));
    },

    /** Loads the page before the oldest loaded message. Never throws: scrolling up again asks again. */
    async loadOlder(conversationId: string): Promise<void> {
      const thread = get().threads[conversationId];
      if (!thread || thread.nextBefore === null || thread.loadingOlder) return;
      store.setState((state) => withThread(state, conversationId, { loadingOlder: true }));
      try {
        const page = await api.listMessages(conversationId, thread.nextBefore);
        store.setState((state) => withOlderPage(state, conversationId, page));
      } catch {
        store.setState((state) => withThread(state, conversationId, { loadingOlder: false }));
      }
    },

    /** Loads the next page of the conversation list. Never throws: the list shows the error. */
    async loadMoreConversations(): Promise<void> {
      const { list } = get();
      if (list.nextBefore === null || list.loading) return;
      store.setState({ list: { ...list, loading: true, error: null } });
      try {
        const page = await api.listConversations(list.nextBefore);
        store.setState((state) =>
          withConversations(
            { ...state, list: { nextBefore: page.next_before, loading: false, error: null } },
            page.conversations,
          ),
        );
      } catch (error) {
        store.setState({ list: { ...list, loading: false, error: (error as Error).message } });
      }
    },

    async changePreferences(change: ChangePreferencesBody): Promise<void> {
      const preferences = await api.changePreferences(change);
      store.setState(({ person }) => ({ person: { ...person, preferences } }));
    },

    /** What the composer of a conversation makes; null: it sends words again. */
    setMode(conversationId: string, mode: ToolMode | null): void {
      store.setState((state) => ({ modes: { ...state.modes, [conversationId]: mode } }));
      keepToolMode(conversationId, mode);
    },

    setDraft(conversationId: string, text: string): void {
      store.setState((state) => ({ drafts: { ...state.drafts, [conversationId]: text } }));
    },
  };
}

export type Actions = ReturnType<typeof createActions>;
