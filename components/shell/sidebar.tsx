'use client';

import { PanelLeft, Search, SquarePen } from 'lucide-react';
import { StrandMark } from '../brand/strand-mark';
import { IconButton } from '../ui/icon-button';
import { AccountMenu } from './account-menu';
import { ConnectionLine } from './connection-line';
import { ConversationList } from './conversation-list';
import type { DayClock } from './day-label';
import { useShell } from './shell-context';
import { useRoute } from './use-route';

type SidebarProps = { clock: DayClock; homeId: string | null; onNavigate?(): void };

/** What stands in the list at the side: a new conversation, the old ones, and the person. */
export function Sidebar({ clock, homeId, onNavigate }: SidebarProps) {
  const shell = useShell();
  const { toNew } = useRoute();
  const slidOver = onNavigate !== undefined;
  return (
    <div className="flex min-h-0 w-full flex-col pad-safe-top">
      <div className="flex h-14 shrink-0 items-center gap-1 ps-4 pe-2">
        <StrandMark className="size-6 text-accent-text" />
        <span className="flex-1 ps-1.5 text-lead font-semibold">Strand</span>
        <IconButton label="Search" shortcut="Ctrl K" onClick={shell.openPalette}>
          <Search className="size-4.5" />
        </IconButton>
        {slidOver ? null : (
          <IconButton
            label="Hide the list"
            shortcut="Ctrl B"
            onClick={shell.toggleSidebar}
            aria-expanded={true}
          >
            <PanelLeft className="size-4.5" />
          </IconButton>
        )}
      </div>
      <div className="px-2 pb-1">
        <button
          type="button"
          onClick={() => {
            toNew();
            onNavigate?.();
          }}
          className="flex h-10 w-full items-center gap-2.5 rounded-small px-2.5 text-body font-medium transition-colors hover:bg-hover active:bg-pressed pointer-coarse:h-11"
        >
          <SquarePen className="size-4.5 text-muted" />
          New conversation
        </button>
      </div>
      <ConversationList clock={clock} homeId={homeId} onNavigate={onNavigate} />
      <ConnectionLine />
      <div className="border-t border-line px-2 pt-2 pb-[max(8px,env(safe-area-inset-bottom))]">
        <AccountMenu />
      </div>
    </div>
  );
}
