'use client';

import { ArrowUp, Plus, Square } from 'lucide-react';
import { type ClipboardEvent, type ReactNode, useRef, useState } from 'react';
import { useConnection, useDraft } from '@/lib/client';
import type { Asset } from '@/lib/contracts';
import { MAX_ATTACHMENTS } from '@/lib/contracts/limits';
import { announce } from '../ui/announcements';
import { IconButton } from '../ui/icon-button';
import { AttachmentChip } from './attachment-chip';
import { type Attachment, assetsOf } from './attachment-tray';
import { FileDrop } from './file-drop';
import { FileInputs, type FileInputsHandle } from './file-inputs';
import { MessageField } from './message-field';
import { PlusMenu } from './plus-menu';
import { useAttachments } from './use-attachments';

type ComposerProps = {
  /** The conversation's id, or 'new' before there is one. */
  conversationId: string;
  onSend(content: string, attachments: Asset[]): void | Promise<void>;
  /** Set while an answer is being written: the button stops it. */
  onStop?: (() => void) | undefined;
  /** Arrow up in an empty field. */
  onEditLast?: (() => void) | undefined;
  /** What stands beside the plus: the model, at a glance. */
  beside?: ReactNode;
  autoFocus?: boolean;
  placeholder?: string;
};

/** The one field of the app: words, pictures and files, and one button that sends or stops. */
export function Composer(props: ComposerProps) {
  const {
    conversationId,
    onSend,
    onStop,
    onEditLast,
    beside,
    autoFocus,
    placeholder = 'Write a message',
  } = props;
  const [draft, setDraft] = useDraft(conversationId);
  const { tray, items } = useAttachments(conversationId);
  const [sending, setSending] = useState(false);
  const inputs = useRef<FileInputsHandle>(null);
  const connection = useConnection();

  const empty = draft.trim() === '' && items.length === 0;
  const uploading = items.some((item) => item.state === 'uploading');
  const failed = items.find((item) => item.state === 'failed');
  const canSend = !empty && !uploading && !failed && !sending;
  const stops = onStop !== undefined && empty;

  const addFiles = (files: readonly File[]) => {
    if (files.length === 0) return;
    const left = tray.add(files);
    if (left > 0)
      announce(`A message carries up to ${MAX_ATTACHMENTS} files. ${left} of yours stayed behind.`);
  };

  const send = async () => {
    if (!canSend) return;
    const kept = draft;
    const taken = tray.take();
    setDraft('');
    setSending(true);
    try {
      await onSend(kept, assetsOf(taken));
    } catch (error) {
      // The words come back; nothing is lost.
      setDraft(kept);
      tray.putBack(taken);
      announce((error as Error).message, 'danger');
    }
    setSending(false);
  };

  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    // Word processors put a picture of the text beside the text: then the text is meant.
    if (files.length === 0 || event.clipboardData.types.includes('text/plain')) return;
    event.preventDefault();
    addFiles(files);
  };

  const hint = hintOf(connection === 'offline', failed);

  return (
    <div className="mx-auto w-full max-w-reading">
      {hint ? (
        <p role="status" className="animate-appear px-4 pb-2 text-caption text-muted">
          {hint}
        </p>
      ) : null}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
        onPaste={onPaste}
        className="rounded-large border border-line bg-surface shadow-raised transition-colors focus-within:border-edge"
      >
        {items.length > 0 ? (
          <ul aria-label="Attachments" className="flex flex-wrap gap-3 px-4 pt-4 pb-1">
            {items.map((item) => (
              <AttachmentChip
                key={item.key}
                item={item}
                onRemove={() => tray.remove(item.key)}
                onRetry={() => tray.retry(item.key)}
              />
            ))}
          </ul>
        ) : null}
        <MessageField
          value={draft}
          onChange={setDraft}
          onSubmit={() => void send()}
          onEscape={onStop}
          onEditLast={onEditLast}
          autoFocus={autoFocus}
          placeholder={placeholder}
        />
        <div className="flex items-center gap-1 px-2 pb-2">
          <PlusMenu
            onChoose={(source) => inputs.current?.open(source)}
            trigger={
              <IconButton label="Attach" className="rounded-full">
                <Plus className="size-5" />
              </IconButton>
            }
          />
          <div className="flex min-w-0 flex-1 items-center">{beside}</div>
          {stops ? (
            <IconButton key="stop" look="primary" label="Stop" shortcut="Esc" onClick={onStop}>
              <Square className="size-3.5 fill-current" />
            </IconButton>
          ) : (
            <IconButton
              key="send"
              type="submit"
              look="primary"
              label="Send"
              disabled={!canSend}
              aria-busy={sending || uploading || undefined}
            >
              <ArrowUp className="size-5" />
            </IconButton>
          )}
        </div>
        <FileInputs ref={inputs} onFiles={addFiles} />
        <FileDrop onFiles={addFiles} />
      </form>
    </div>
  );
}

function hintOf(offline: boolean, failed: Attachment | undefined): string | null {
  if (offline) return 'You are offline. Messages wait here and are sent when you are back.';
  if (failed) return `${failed.file.name || 'The picture'} was not uploaded. ${failed.error ?? ''}`;
  return null;
}
