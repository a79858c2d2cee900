'use client';

import { usePathname, useSelectedLayoutSegments } from 'next/navigation';
import { type ReactNode, Suspense, useEffect } from 'react';
import { conversationIdOf } from '../shell/use-route';
import { lazyWhenOnline } from '../ui/lazy-when-online';
import { ConversationView } from './conversation-view';

const loadNew = () => import('./new-conversation').then((module) => ({ default: module.NewConversation }));
const NewConversation = lazyWhenOnline(loadNew);

/**
 * Shows the page the server rendered, until the address moves on to another conversation: from then on the views
 * are made here, from what the browser has (useRoute changes the address without asking the server). The segments
 * stay those of the rendered page, also when history brings it back under another address.
 */
export function ChatFrame({ children }: { children: ReactNode }) {
  const id = conversationIdOf(usePathname());
  const [folder, renderedId] = useSelectedLayoutSegments();
  // Not needed to read a conversation, and there before anyone begins another.
  useEffect(() => void loadNew().catch(() => undefined), []);
  if (id === (folder === 'c' ? renderedId : null)) return children;
  return id ? (
    <ConversationView key={id} id={id} />
  ) : (
    <Suspense>
      <NewConversation />
    </Suspense>
  );
}
