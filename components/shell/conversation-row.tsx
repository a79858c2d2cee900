'use client';

import { House, MoreHorizontal } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, memo, useState } from 'react';
import { useConversation } from '@/lib/client';
import type { Conversation } from '@/lib/contracts';
import { Cover } from '../places/cover';
import { classNames } from '../ui/class-names';
import { IconButton } from '../ui/icon-button';
import { ConversationDialogs, type ConversationTask } from './conversation-dialogs';
import { ConversationMenu } from './conversation-menu';
import { titleOf } from './conversation-title';
import { type DayClock, dayLabel } from './day-label';
import { useRoute } from './use-route';

type ConversationRowProps = {
  id: string;
  /** The row above, if this one may share its heading. */
  previousId: string | null;
  current: boolean;
  clock: DayClock;
  onNavigate?(): void;
};

export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { id, previousId, current, clock, onNavigate } = props;
  const conversation = useConversation(id);
  const previous = useConversation(previousId ?? '');
  const { toConversation } = useRoute();
  const [task, setTask] = useState<ConversationTask | null>(null);
  if (!conversation) return null;

  const heading = headingOf(conversation, clock);
  const title = titleOf(conversation);

  const open = (event: MouseEvent) => {
    // A new tab or window is the browser's business.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    toConversation(id);
    onNavigate?.();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const asked = event.key === 'F2' ? 'rename' : event.key === 'Delete' ? 'delete' : null;
    if (!asked) return;
    event.preventDefault();
    setTask(asked);
  };

  return (
    <li>
      {previous && headingOf(previous, clock) === heading ? null : (
        <h2 className="px-2.5 pt-4 pb-1 text-caption font-medium text-faint">{heading}</h2>
      )}
      <div
        className={classNames(
          'group relative flex items-center rounded-small transition-colors',
          current ? 'bg-pressed' : 'hover:bg-hover',
        )}
      >
        <a
          href={`/c/${id}`}
          onClick={open}
          onKeyDown={onKeyDown}
          aria-current={current ? 'page' : undefined}
          className="flex h-9 min-w-0 flex-1 items-center gap-2 rounded-small px-2.5 pointer-coarse:h-11"
        >
          <Cover url={conversation.cover_url} className="size-6" />
          {conversation.is_home ? <House className="size-4 shrink-0 text-muted" /> : null}
          <span
            dir="auto"
            className={classNames(
              'truncate text-body',
              current ? 'text-ink' : 'text-muted group-hover:text-ink',
            )}
          >
            {title}
          </span>
        </a>
        <ConversationMenu
          title={title}
          onTask={setTask}
          trigger={
            <IconButton
              label={`More for ${title}`}
              size="small"
              className="me-0.5 opacity-0 group-hover:opacity-100 focus-visible:opacity-100 data-[state=open]:opacity-100 pointer-coarse:opacity-100"
            >
              <MoreHorizontal className="size-4" />
            </IconButton>
          }
        />
      </div>
      <ConversationDialogs conversation={conversation} task={task} onClose={() => setTask(null)} />
    </li>
  );
});

const headingOf = (conversation: Conversation, clock: DayClock) =>
  conversation.is_home ? 'Home' : dayLabel(Date.parse(conversation.updated_at), clock);
