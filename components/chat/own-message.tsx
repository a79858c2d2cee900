'use client';

import { Clock, CloudOff, Pencil } from 'lucide-react';
import { Suspense } from 'react';
import { type ClientMessage, useActions } from '@/lib/client';
import { MediaRenderer } from '../media/media-renderer';
import { Button } from '../ui/button';
import { IconButton } from '../ui/icon-button';
import { lazyOnDemand, lazyWhenOnline } from '../ui/lazy-when-online';
import { LongText } from './long-text';
import { ActionRow, CopyAction, DeleteAction, DetailsAction } from './message-actions';
import { VersionSwitch } from './version-switch';

const ChannelGlyph = lazyWhenOnline(() => import('./channel-glyph'));
const EditForm = lazyOnDemand(() => import('./edit-form'));

type OwnMessageProps = {
  message: ClientMessage;
  editing: boolean;
  onEdit(messageId: string): void;
  onEditEnd(): void;
};

/** What a person said: a soft bubble at the end side, their pictures and files above it. */
export function OwnMessage({ message, editing, onEdit, onEditEnd }: OwnMessageProps) {
  return (
    <div className="flex flex-col items-end gap-1">
      {message.media_urls.length > 0 ? (
        <div className="w-full pb-1">
          <MediaRenderer assets={message.media_urls} align="end" />
        </div>
      ) : null}
      {editing ? (
        <Suspense>
          <EditForm message={message} onEnd={onEditEnd} />
        </Suspense>
      ) : message.content ? (
        <div className="max-w-[85%] rounded-large bg-bubble px-4 py-2.5">
          <LongText text={message.content} />
        </div>
      ) : null}
      {message.local ? (
        <LocalState message={message} local={message.local} />
      ) : (
        <ActionRow align="end">
          {message.sender_channel === 'web' ? null : (
            <Suspense fallback={<span className="size-8" />}>
              <ChannelGlyph channel={message.sender_channel} />
            </Suspense>
          )}
          <VersionSwitch messageId={message.id} />
          {message.content ? <CopyAction text={message.content} /> : null}
          {message.content && !editing ? (
            <IconButton label="Edit" size="small" onClick={() => onEdit(message.id)}>
              <Pencil className="size-4" />
            </IconButton>
          ) : null}
          <DetailsAction message={message} />
          <DeleteAction message={message} />
        </ActionRow>
      )}
    </div>
  );
}

function LocalState({
  message,
  local,
}: {
  message: ClientMessage;
  local: NonNullable<ClientMessage['local']>;
}) {
  const { resend, discard } = useActions();
  if (local.state === 'failed') {
    return (
      <div
        role="alert"
        className="flex min-h-9 flex-wrap items-center justify-end gap-x-3 gap-y-1 pb-3 text-caption text-danger"
      >
        <span>Not sent. {local.error}</span>
        <span className="flex gap-2">
          <Button size="small" onClick={() => discard(message.id)}>
            Remove
          </Button>
          <Button size="small" onClick={() => resend(message.id)}>
            Try again
          </Button>
        </span>
      </div>
    );
  }
  const waits = local.state === 'queued';
  return (
    <p className="flex h-9 items-center gap-1.5 text-caption text-faint pointer-coarse:h-5">
      {waits ? <CloudOff className="size-3.5" /> : <Clock className="size-3.5" />}
      {waits ? 'Waits here until it can be sent' : 'Sending…'}
    </p>
  );
}
