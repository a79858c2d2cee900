'use client';

import { useMemo, useSyncExternalStore } from 'react';
import type { Asset } from '@/lib/contracts';
import { useClient } from '../provider';

const MAX_PICTURES = 12;

/** The newest pictures of a conversation that are loaded here and ready. */
export function useConversationPictures(conversationId: string): Asset[] {
  const { store } = useClient();
  const messages = useSyncExternalStore(
    store.subscribe,
    () => store.getState().messages,
    () => store.getState().messages,
  );
  return useMemo(() => {
    const own = Object.values(messages).filter((message) => message.conversation_id === conversationId);
    const pictures = own
      .sort((a, b) => b.seq - a.seq)
      .flatMap((message) => message.media_urls)
      .filter(({ type, status, thumbnail_url }) => type === 'image' && status === 'ready' && thumbnail_url);
    return [...new Map(pictures.map((asset) => [asset.id, asset])).values()].slice(0, MAX_PICTURES);
  }, [messages, conversationId]);
}
