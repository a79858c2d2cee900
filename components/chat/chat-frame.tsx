'use client';

import { usePathname, useSelectedLayoutSegments } from 'next/navigation';
import type { ReactNode } from 'react';
import { conversationIdOf } from '../shell/use-route';
import { ConversationView } from './conversation-view';
import { NewConversation } from './new-conversation';

/**
 * Shows the page the server rendered, until the address moves on to another conversation: from then on the views
 * are made here, from what the browser has (useRoute changes the address without asking the server). The segments
 * stay those of the rendered page, also when history brings it back under another address.
 */
export function ChatFrame({ children }: { children: ReactNode }) {
  const id = conversationIdOf(usePathname());
  const [folder, renderedId] = useSelectedLayoutSegments();
  if (id === (folder === 'c' ? renderedId : null)) return children;
  return id ? <ConversationView key={id} id={id} /> : <NewConversation />;
}
