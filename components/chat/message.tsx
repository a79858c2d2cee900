'use client';

import { memo } from 'react';
import { useMessage } from '@/lib/client';
import { AgentMessage } from './agent-message';
import { DeletedMessage } from './deleted-message';
import { formatTime } from './format-time';
import { OwnMessage } from './own-message';
import { useReveal } from './use-reveal';

type MessageProps = {
  id: string;
  isLast: boolean;
  editing: boolean;
  onEdit(messageId: string): void;
  onEditEnd(): void;
};

/** One message of the thread. It renders again only when it changes itself. */
export const Message = memo(function Message({ id, isLast, editing, onEdit, onEditEnd }: MessageProps) {
  const message = useMessage(id);
  const { revealed, handlers } = useReveal();
  if (!message) return null;
  const isAgent = message.sender_type === 'agent';
  return (
    <article
      aria-label={`${isAgent ? 'Answer' : 'Your message'}, ${formatTime(message.created_at)}`}
      aria-busy={message.status === 'pending' || message.status === 'streaming' || undefined}
      data-message-id={id}
      data-status={message.status}
      data-sender={message.sender_type}
      data-local={message.local?.state}
      data-revealed={revealed || undefined}
      className="group/message flex flex-col pointer-coarse:select-text"
      {...handlers}
    >
      <h2 className="sr-only">{isAgent ? 'Answer' : 'Your message'}</h2>
      {message.deleted_at ? (
        <DeletedMessage message={message} />
      ) : isAgent ? (
        <AgentMessage message={message} isLast={isLast} />
      ) : (
        <OwnMessage message={message} editing={editing} onEdit={onEdit} onEditEnd={onEditEnd} />
      )}
    </article>
  );
});
