'use client';

import { type ReactNode, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { lazyOnDemand } from '../ui/lazy-when-online';
import type { DayClock } from './day-label';
import { keepSidebar } from './remembered';
import { ShellContext } from './shell-context';
import { Sidebar } from './sidebar';
import { useShownConversationId } from './use-route';
import { useShortcuts } from './use-shortcuts';

const SlideOver = lazyOnDemand(() => import('./slide-over'));
const CommandPalette = lazyOnDemand(() => import('./command-palette'));
const ShortcutsDialog = lazyOnDemand(() => import('./shortcuts-dialog'));

type AppShellProps = { sidebarOpen: boolean; clock: DayClock; homeId: string | null; children: ReactNode };
type Above = 'list' | 'palette' | 'shortcuts' | null;

/** The frame of every page behind the door: the list of conversations, the page, and what opens above both. */
export function AppShell({ sidebarOpen, clock, homeId, children }: AppShellProps) {
  const [open, setOpen] = useState(sidebarOpen);
  const [above, setAbove] = useState<Above>(null);
  const shownId = useShownConversationId();

  const close = useCallback(() => setAbove(null), []);
  const setSidebar = useCallback((next: boolean) => {
    setOpen(next);
    keepSidebar(next);
  }, []);
  const shell = useMemo(
    () => ({
      sidebarOpen: open,
      toggleSidebar: () => setSidebar(!open),
      openList: () => setAbove('list'),
      openPalette: () => setAbove('palette'),
      openShortcuts: () => setAbove('shortcuts'),
    }),
    [open, setSidebar],
  );
  useShortcuts(shell);
  // biome-ignore lint/correctness/useExhaustiveDependencies: arriving somewhere closes the list that led there
  useEffect(() => setAbove((now) => (now === 'list' ? null : now)), [shownId]);

  return (
    <ShellContext value={shell}>
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-20 rounded-small bg-ink px-3 py-2 text-caption text-canvas focus:translate-y-0"
      >
        Skip to the conversation
      </a>
      <div className="flex h-dvh overflow-hidden bg-canvas">
        {open ? (
          <aside
            aria-label="List of conversations"
            className="hidden w-68 shrink-0 border-e border-line bg-sunken md:flex"
          >
            <Sidebar clock={clock} homeId={homeId} />
          </aside>
        ) : null}
        <main id="main" tabIndex={-1} className="relative isolate flex min-w-0 flex-1 flex-col outline-none">
          {children}
        </main>
      </div>
      <Suspense fallback={null}>
        {above === 'list' ? <SlideOver clock={clock} homeId={homeId} onClose={close} /> : null}
        {above === 'palette' ? <CommandPalette onClose={close} /> : null}
        {above === 'shortcuts' ? <ShortcutsDialog onClose={close} /> : null}
      </Suspense>
    </ShellContext>
  );
}
