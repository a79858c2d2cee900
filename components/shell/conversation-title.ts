import type { Conversation } from '@/lib/contracts';

/** What a conversation is called in lists and headings. */
export function titleOf(conversation: Pick<Conversation, 'title' | 'is_home'>): string {
  return conversation.title ?? (conversation.is_home ? 'Home' : 'New conversation');
}
