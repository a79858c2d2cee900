import type {
  Asset,
  Conversation,
  ConversationList,
  EventPage,
  Message,
  MessagePage,
  SendMessageResult,
} from '@/lib/contracts';
import { activePath } from './active-path';
import { isPending, toPendingAsset } from './pending-attachment';
import { type ClientMessage, type ClientState, emptyThread, type OutboxEntry, type Thread } from './state';

/*
 * Pure steps from one state to the next. Rows carry `revision`, so laying them over each other in any order,
 * any number of times, ends in the same state as a fresh load.
 */

export function withConversations(state: ClientState, rows: Conversation[]): ClientState {
  const conversations = { ...state.conversations };
  for (const row of rows) {
    const had = conversations[row.id];
    if (!had || row.last_event_seq >= had.last_event_seq) conversations[row.id] = row;
  }
  const next = { ...state, conversations, conversationIds: sortIds(conversations, state.conversationIds) };
  return rows.reduce((current, row) => withPath(current, row.id), next);
}

/** The newest page of the list as the server has it: what is missing from its range was deleted. */
export function withFreshList(state: ClientState, page: ConversationList): ClientState {
  const oldest = page.next_before === null ? null : (page.conversations.at(-1)?.updated_at ?? null);
  const listed = new Set(page.conversations.map((row) => row.id));
  const conversations = Object.fromEntries(
    Object.entries(state.conversations).filter(
      ([id, row]) => listed.has(id) || (oldest !== null && row.updated_at < oldest),
    ),
  );
  return withConversations(
    { ...state, conversations, list: { ...state.list, nextBefore: page.next_before } },
    page.conversations,
  );
}

export function withoutConversation(state: ClientState, id: string): ClientState {
  const { [id]: _gone, ...conversations } = state.conversations;
  const thread = state.threads[id];
  return {
    ...state,
    conversations,
    conversationIds: state.conversationIds.filter((other) => other !== id),
    threads: thread ? { ...state.threads, [id]: { ...thread, status: 'missing' } } : state.threads,
  };
}

/** A first load, or a load after having been too far behind: replaces what the thread had. */
export function withFreshPage(
  state: ClientState,
  conversation: Conversation,
  page: MessagePage,
): ClientState {
  const thread: Thread = {
    ...emptyThread,
    status: 'ready',
    nextBefore: page.next_before,
    // They were read side by side: what one of them missed is fetched by number.
    lastEventSeq: Math.min(page.last_event_seq, conversation.last_event_seq),
  };
  const next = { ...state, threads: { ...state.threads, [conversation.id]: thread } };
  return withMessages(withConversations(next, [conversation]), conversation.id, page.messages);
}

export function withOlderPage(state: ClientState, conversationId: string, page: MessagePage): ClientState {
  const next = withThread(state, conversationId, { nextBefore: page.next_before, loadingOlder: false });
  return withMessages(next, conversationId, page.messages);
}

/** Lays missed events over a thread. */
export function withEventPage(state: ClientState, page: EventPage): ClientState {
  const id = page.conversation.id;
  const last = page.events.at(-1)?.seq ?? 0;
  const thread = state.threads[id];
  const next = thread ? withThread(state, id, { lastEventSeq: Math.max(thread.lastEventSeq, last) }) : state;
  // An event older than the loaded range names a message the reader has not scrolled to: it is loaded later.
  const known = page.messages.filter((row) => state.messages[row.id] || row.seq >= oldestSeq(state, id));
  return withMessages(withConversations(next, [page.conversation]), id, known);
}

/** What a send wrote; the events are counted as seen when none lies between. */
export function withSent(state: ClientState, sent: SendMessageResult): ClientState {
  const id = sent.message.conversation_id;
  const { [sent.message.id]: _delivered, ...outbox } = state.outbox;
  const conversation = state.conversations[id];
  const thread = state.threads[id];
  let next: ClientState = { ...state, outbox };
  if (conversation && conversation.last_event_seq < sent.agent_message.revision) {
    next = withConversations(next, [
      {
        ...conversation,
        active_leaf_id: sent.agent_message.id,
        updated_at: sent.agent_message.created_at,
        // The rest of the row (a title made from the text) comes with the event.
      },
    ]);
  }
  if (thread && thread.lastEventSeq === sent.message.revision - 1) {
    next = withThread(next, id, { lastEventSeq: sent.agent_message.revision });
  }
  return withMessages(next, id, [sent.message, sent.agent_message]);
}

export function withMessages(state: ClientState, conversationId: string, rows: Message[]): ClientState {
  const messages = { ...state.messages };
  const outbox = { ...state.outbox };
  const thread = state.threads[conversationId] ?? emptyThread;
  const ids = new Set(thread.allIds);
  for (const row of rows) {
    const had = messages[row.id];
    if (!had || had.local || row.revision >= had.revision) messages[row.id] = row;
    ids.add(row.id);
    // The server has it: another tab, or an answer that got lost on the way back, delivered it.
    delete outbox[row.id];
  }
  const allIds = [...ids].sort((a, b) => (messages[a]?.seq ?? 0) - (messages[b]?.seq ?? 0));
  const next = {
    ...state,
    messages,
    outbox,
    threads: { ...state.threads, [conversationId]: { ...thread, allIds } },
  };
  return withPath(next, conversationId);
}

export function withOutboxEntry(state: ClientState, entry: OutboxEntry): ClientState {
  const next = {
    ...state,
    outbox: { ...state.outbox, [entry.id]: entry },
    messages: { ...state.messages, [entry.id]: toLocalMessage(state, entry) },
  };
  return withPath(next, entry.conversationId);
}

export function withoutOutboxEntry(state: ClientState, id: string): ClientState {
  const { [id]: entry, ...outbox } = state.outbox;
  const { [id]: _message, ...messages } = state.messages;
  return entry ? withPath({ ...state, outbox, messages }, entry.conversationId) : state;
}

/** What the messages that carry this upload show for it from now on. */
export function withPendingAsset(state: ClientState, uploadId: string, asset: Asset): ClientState {
  const next = { ...state, pendingAssets: { ...state.pendingAssets, [uploadId]: asset } };
  const messages = { ...state.messages };
  for (const entry of Object.values(state.outbox)) {
    if (entry.attachments.some((item) => isPending(item) && item.uploadId === uploadId))
      messages[entry.id] = toLocalMessage(next, entry);
  }
  return { ...next, messages };
}

export function withoutPendingAssets(state: ClientState, uploadIds: readonly string[]): ClientState {
  const pendingAssets = { ...state.pendingAssets };
  for (const id of uploadIds) delete pendingAssets[id];
  return { ...state, pendingAssets };
}

export function withThread(state: ClientState, id: string, change: Partial<Thread>): ClientState {
  const thread = state.threads[id] ?? emptyThread;
  return { ...state, threads: { ...state.threads, [id]: { ...thread, ...change } } };
}

function withPath(state: ClientState, conversationId: string): ClientState {
  const thread = state.threads[conversationId];
  if (!thread) return state;
  const path = activePath(state, conversationId);
  const same = path.length === thread.path.length && path.every((id, index) => id === thread.path[index]);
  return same ? state : withThread(state, conversationId, { path });
}

function oldestSeq(state: ClientState, conversationId: string): number {
  const thread = state.threads[conversationId];
  if (!thread || thread.nextBefore === null) return 0;
  const first = thread.allIds[0];
  return (first && state.messages[first]?.seq) || 0;
}

function sortIds(conversations: Record<string, Conversation>, before: string[]): string[] {
  const ids = Object.values(conversations)
    .sort((a, b) =>
      a.updated_at === b.updated_at ? (a.id < b.id ? 1 : -1) : a.updated_at < b.updated_at ? 1 : -1,
    )
    .map((row) => row.id);
  const same = ids.length === before.length && ids.every((id, index) => id === before[index]);
  return same ? before : ids;
}

function toLocalMessage(state: ClientState, entry: OutboxEntry): ClientMessage {
  const assets = entry.attachments.map((item) =>
    isPending(item) ? (state.pendingAssets[item.uploadId] ?? toPendingAsset(item)) : item,
  );
  const [first] = assets;
  return {
    id: entry.id,
    conversation_id: entry.conversationId,
    seq: Number.MAX_SAFE_INTEGER,
    parent_id: entry.parentId ?? null,
    version: 1,
    sender_type: 'user',
    sender_channel: 'web',
    message_type: first?.type ?? 'text',
    content: entry.content,
    media_url: first?.url ?? null,
    media_urls: assets,
    jobs: [],
    metadata: entry.tool ? { tool_call: entry.tool } : {},
    silent_delivery: false,
    status: 'pending',
    run_id: null,
    revision: 0,
    created_at: entry.createdAt,
    deleted_at: null,
    local: { state: entry.state, ...(entry.error ? { error: entry.error } : {}) },
  };
}
