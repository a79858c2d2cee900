'use client';

import { usePathname } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { conversationIdOf } from '../shell/use-route';
import { ConversationView } from './conversation-view';
import { NewConversation } from './new-conversation';

/**
 * Shows the page the server rendered until the address moves on to another conversation; from then on the views
 * are made here, from what the browser has (useRoute changes the address without asking the server).
 */
export function ChatFrame({ children }: { children: ReactNode }) {
  const pathname = usePathname();
  const [rendered] = useState(pathname);
  if (pathname === rendered) return children;
  const id = conversationIdOf(pathname);
  return id ? <ConversationView key={id} id={id} /> : <NewConversation />;
}
