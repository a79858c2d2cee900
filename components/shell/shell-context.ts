'use client';

import { createContext, useContext } from 'react';

export type Shell = {
  sidebarOpen: boolean;
  toggleSidebar(): void;
  /** Slides the list over the page, on narrow screens. */
  openList(): void;
  openPalette(): void;
  openShortcuts(): void;
};

export const ShellContext = createContext<Shell | null>(null);

export function useShell(): Shell {
  const shell = useContext(ShellContext);
  if (!shell) throw new Error('AppShell is missing above this component.');
  return shell;
}
