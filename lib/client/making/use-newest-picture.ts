'use client';

import { useSyncExternalStore } from 'react';
import type { Asset } from '@/lib/contracts';
import { useClient } from '../provider';
import type { ClientState } from '../state';

/** The newest picture of the shown branch, or null. */
function newestPicture(state: ClientState, conversationId: string): Asset | null {
  for (const id of state.threads[conversationId]?.path.toReversed() ?? []) {
    const found = state.messages[id]?.media_urls.findLast(
      ({ type, status }) => type === 'image' && status === 'ready',
    );
    if (found) return found;
  }
  return null;
}

export function useNewestPicture(conversationId: string): Asset | null {
  const { store } = useClient();
  const read = () => newestPicture(store.getState(), conversationId);
  return useSyncExternalStore(store.subscribe, read, read);
}
