import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { AppShell } from '@/components/shell/app-shell';
import { readTimeZone, SIDEBAR_COOKIE, TIME_ZONE_COOKIE } from '@/components/shell/remembered';
import { getSessionPerson } from '@/lib/accounts';
import { StrandProvider } from '@/lib/client';
import { loadChatStart } from '@/lib/flows/load-chat-start';

export default async function AppLayout({ children }: { children: ReactNode }) {
  const [person, jar] = await Promise.all([getSessionPerson(), cookies()]);
  // The page knows its own address and sends the person to sign in and back here.
  if (!person) return children;
  const start = await loadChatStart(person.id);
  return (
    <StrandProvider
      person={person}
      models={start.models}
      defaultModel={start.default_model}
      realtime={start.realtime}
      initial={{ conversations: start.conversations }}
    >
      <AppShell
        sidebarOpen={jar.get(SIDEBAR_COOKIE)?.value !== 'closed'}
        clock={{ nowMs: Date.now(), timeZone: readTimeZone(jar.get(TIME_ZONE_COOKIE)?.value) }}
        homeId={start.conversations.conversations.find((conversation) => conversation.is_home)?.id ?? null}
      >
        {children}
      </AppShell>
    </StrandProvider>
  );
}
