import type { ClientState } from './state';

/**
 * The messages to show: from the active leaf up through `parent_id` as far as loaded, oldest first, then what
 * waits in the outbox. An edit that waits takes the place of what comes after its parent.
 */
export function activePath(state: ClientState, conversationId: string): string[] {
  const thread = state.threads[conversationId];
  if (!thread) return [];
  const path: string[] = [];
  let id: string | null | undefined =
    state.conversations[conversationId]?.active_leaf_id ?? thread.allIds.at(-1);
  // The leaf may be news of a conversation row that came before its message.
  if (id && !state.messages[id]) id = thread.allIds.at(-1);
  const loaded = new Set(thread.allIds);
  while (id && loaded.has(id)) {
    path.push(id);
    id = state.messages[id]?.parent_id;
  }
  path.reverse();
  const waiting = Object.values(state.outbox)
    .filter((entry) => entry.conversationId === conversationId)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const entry of waiting) {
    if (entry.parentId !== undefined)
      path.length = entry.parentId === null ? 0 : path.indexOf(entry.parentId) + 1;
    path.push(entry.id);
  }
  return path;
}

/** The ids of all versions at a message's place, oldest first. */
export function versionIds(state: ClientState, messageId: string): string[] {
  const message = state.messages[messageId];
  const thread = message && state.threads[message.conversation_id];
  if (!message || !thread || message.local) return [messageId];
  return thread.allIds.filter((id) => {
    const other = state.messages[id];
    return other?.parent_id === message.parent_id && other.sender_type === message.sender_type;
  });
}
