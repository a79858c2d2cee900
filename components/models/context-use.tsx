'use client';

import { Suspense } from 'react';
import { useMessage } from '@/lib/client';
import { lazyWhenOnline } from '../ui/lazy-when-online';

const ContextRing = lazyWhenOnline(() => import('./context-ring'));

/** From here on it matters how much of what a model can read a conversation takes. */
const WORTH_SAYING = 0.6;

/** How full the window of the model is, by the last answer; nothing while there is much room. */
export function ContextUse({ messageIds }: { messageIds: string[] }) {
  const last = useMessage(messageIds.at(-1) ?? '');
  const before = useMessage(messageIds.at(-2) ?? '');
  const context = last?.metadata.context ?? before?.metadata.context;
  if (!context?.limit_tokens || context.tokens / context.limit_tokens < WORTH_SAYING) return null;
  return (
    <Suspense>
      <ContextRing context={context} />
    </Suspense>
  );
}
