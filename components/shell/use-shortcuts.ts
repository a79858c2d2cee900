'use client';

import { useEffect } from 'react';
import { focusComposer } from './focus-composer';
import type { Shell } from './shell-context';
import { useRoute } from './use-route';

/** Typing belongs to the field, unless a modifier says otherwise. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  );
}

/** The keys that work everywhere; the map of them is in shortcuts-dialog.tsx. */
export function useShortcuts(shell: Shell): void {
  const { toNew } = useRoute();

  useEffect(() => {
    const actions: { when(event: KeyboardEvent, command: boolean): boolean; act(): void }[] = [
      {
        when: (event, command) => command && !event.shiftKey && event.key.toLowerCase() === 'k',
        act: shell.openPalette,
      },
      { when: (event, command) => command && event.shiftKey && event.key.toLowerCase() === 'o', act: toNew },
      {
        when: (event, command) => command && !event.shiftKey && event.key.toLowerCase() === 'b',
        act: shell.toggleSidebar,
      },
      {
        when: (event, command) => !command && event.key === '?' && !isTyping(event.target),
        act: shell.openShortcuts,
      },
      {
        when: (event, command) => !command && event.key === '/' && !isTyping(event.target),
        act: focusComposer,
      },
    ];
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      const found = actions.find((action) => action.when(event, event.metaKey || event.ctrlKey));
      if (!found) return;
      event.preventDefault();
      found.act();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [shell, toNew]);
}
