'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useMemo } from 'react';

/** The conversation an address names, or null. */
export function conversationIdOf(pathname: string): string | null {
  return /^\/c\/([^/]+)$/.exec(pathname)?.[1] ?? null;
}

/** The conversation on screen, or null. */
export function useShownConversationId(): string | null {
  return conversationIdOf(usePathname());
}

/**
 * Moves between the pages of the app. From one conversation to another everything is already in the browser, so
 * only the address changes and the server is not asked.
 */
export function useRoute(): {
  toConversation(id: string): void;
  toNew(): void;
  toSettings(): void;
  toUsage(): void;
} {
  const router = useRouter();
  const pathname = usePathname();
  const inChat = pathname === '/' || conversationIdOf(pathname) !== null;
  return useMemo(() => {
    const go = (path: string) => (inChat ? window.history.pushState(null, '', path) : router.push(path));
    return {
      toConversation: (id) => go(`/c/${id}`),
      toNew: () => go('/'),
      toSettings: () => router.push('/settings'),
      toUsage: () => router.push('/settings/usage'),
    };
  }, [router, inChat]);
}
