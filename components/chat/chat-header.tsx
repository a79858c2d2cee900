'use client';

import { Menu as MenuIcon, MoreHorizontal, PanelLeft, SquarePen } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Conversation } from '@/lib/contracts';
import { Cover } from '../places/cover';
import { ConversationDialogs, type ConversationTask } from '../shell/conversation-dialogs';
import { ConversationMenu } from '../shell/conversation-menu';
import { titleOf } from '../shell/conversation-title';
import { useShell } from '../shell/shell-context';
import { useRoute } from '../shell/use-route';
import { classNames } from '../ui/class-names';
import { IconButton } from '../ui/icon-button';

type ChatHeaderProps = {
  /** What the page is called; null where the page says it itself. */
  title: string | null;
  conversation?: Conversation | undefined;
  end?: ReactNode;
};

/** The line above the page: the way to the list, what this is, and what can be done with it. */
export function ChatHeader({ title, conversation, end }: ChatHeaderProps) {
  const { sidebarOpen, toggleSidebar, openList } = useShell();
  const { toNew } = useRoute();
  const [task, setTask] = useState<ConversationTask | null>(null);
  return (
    <header className="shrink-0 pad-safe-top">
      <div className="flex h-14 items-center gap-1 px-2">
        <IconButton label="Conversations" onClick={openList} className="md:hidden">
          <MenuIcon className="size-5" />
        </IconButton>
        {sidebarOpen ? null : (
          <IconButton
            label="Show the list"
            shortcut="Ctrl B"
            onClick={toggleSidebar}
            aria-expanded={false}
            className="hidden md:grid"
          >
            <PanelLeft className="size-4.5" />
          </IconButton>
        )}
        <div className={classNames('flex min-w-0 flex-1 items-center gap-1 ps-1', sidebarOpen && 'md:ps-3')}>
          <Cover url={conversation?.cover_url ?? null} className="me-1.5 size-7" />
          {title ? (
            <h1 dir="auto" className="min-w-0 truncate text-body font-semibold">
              {title}
            </h1>
          ) : null}
        </div>
        {end}
        {conversation ? (
          <>
            <ConversationMenu
              title={titleOf(conversation)}
              onTask={setTask}
              trigger={
                <IconButton label="Conversation menu">
                  <MoreHorizontal className="size-4.5" />
                </IconButton>
              }
            />
            <ConversationDialogs conversation={conversation} task={task} onClose={() => setTask(null)} />
          </>
        ) : null}
        {title ? (
          <IconButton
            label="New conversation"
            onClick={toNew}
            className={sidebarOpen ? 'md:hidden' : undefined}
          >
            <SquarePen className="size-4.5" />
          </IconButton>
        ) : null}
      </div>
    </header>
  );
}
