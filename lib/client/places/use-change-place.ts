'use client';

import { useMemo } from 'react';
import type { Background, Conversation, CoverBody, Job } from '@/lib/contracts';
import { api } from '../api';
import { useClient } from '../provider';
import { withConversations } from '../reduce';
import { makeCover, removeCover } from './api';

/** What changes how a conversation looks. Each throws ApiError with a sentence to show. */
export function useChangePlace(conversationId: string) {
  const { store } = useClient();
  return useMemo(() => {
    const keep = (row: Conversation) => store.setState((state) => withConversations(state, [row]));
    return {
      /** Has a cover drawn, or takes a picture; returns the job that draws it. */
      async makeCover(body: CoverBody): Promise<Job | null> {
        const { conversation, job } = await makeCover(conversationId, body);
        keep(conversation);
        return job;
      },
      async removeCover(): Promise<void> {
        keep(await removeCover(conversationId));
      },
      async setBackground(background: Background | null): Promise<void> {
        keep(await api.updateConversation(conversationId, { background }));
      },
    };
  }, [store, conversationId]);
}
