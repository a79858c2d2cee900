'use client';

import { useMessage } from '@/lib/client';

/** The answer that is being written at the end of the branch, or null. */
export function useOpenAnswer(messageIds: string[]): string | null {
  const last = useMessage(messageIds.at(-1) ?? '');
  const before = useMessage(messageIds.at(-2) ?? '');
  for (const message of [last, before]) {
    const open = message?.status === 'pending' || message?.status === 'streaming';
    if (message?.sender_type === 'agent' && open) return message.id;
  }
  return null;
}

/** The person's last message that the server has, if it is near enough the end to be what they mean. */
export function useLastOwnMessage(messageIds: string[]): string | null {
  const last = useMessage(messageIds.at(-1) ?? '');
  const before = useMessage(messageIds.at(-2) ?? '');
  const own = [last, before].find((message) => message?.sender_type === 'user');
  return own && !own.local ? own.id : null;
}
