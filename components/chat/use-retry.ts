'use client';

import { useState } from 'react';
import { useActions } from '@/lib/client';
import { announce } from '../ui/announcements';

/** Asks for the answer again, once at a time. */
export function useRetry(messageId: string): { retry(): void; retrying: boolean } {
  const actions = useActions();
  const [retrying, setRetrying] = useState(false);
  const retry = () => {
    setRetrying(true);
    actions
      .retry(messageId)
      .catch((error: Error) => announce(error.message, 'danger'))
      .finally(() => setRetrying(false));
  };
  return { retry, retrying };
}
