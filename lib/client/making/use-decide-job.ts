'use client';

import { useCallback, useRef, useState } from 'react';
import type { Job } from '@/lib/contracts';
import { useClient } from '../provider';
import { type Decision, decideJob } from './api';

/**
 * Decides about a job, once at a time: a second press while the first is under way does nothing. `decide` resolves
 * when this tab knows what came of it, and throws ApiError.
 */
export function useDecideJob(job: Job): {
  deciding: Decision | null;
  decide(decision: Decision): Promise<void>;
} {
  const { sync } = useClient();
  const [deciding, setDeciding] = useState<Decision | null>(null);
  // Two presses may come before anything is rendered again.
  const isUnderWay = useRef(false);
  const { id, conversation_id: conversationId } = job;
  const decide = useCallback(
    async (decision: Decision) => {
      if (isUnderWay.current) return;
      isUnderWay.current = true;
      setDeciding(decision);
      try {
        await decideJob(id, decision);
      } finally {
        // Also after a refusal: another device may have decided.
        await sync.catchUp(conversationId).catch(() => {});
        isUnderWay.current = false;
        setDeciding(null);
      }
    },
    [id, conversationId, sync],
  );
  return { deciding, decide };
}
