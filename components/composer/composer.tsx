'use client';

import { ArrowUp, Plus, Square } from 'lucide-react';
import { type ClipboardEvent, type ReactNode, Suspense, useRef, useState } from 'react';
import { type LocalUpload, toToolCall, useConnection, useDraft, useToolMode, useUploads } from '@/lib/client';
import type { Recording } from '@/lib/client/recorder';
import type { Asset, ToolCall } from '@/lib/contracts';
import { MAX_ATTACHMENTS } from '@/lib/contracts/limits';
import { announce } from '../ui/announcements';
import { IconButton } from '../ui/icon-button';
import { lazyWhenOnline } from '../ui/lazy-when-online';
import { useVoice } from '../voice/use-voice';
import { VoiceButton } from '../voice/voice-button';
import { hintOf, isOnTheWay, problemOf } from './attachment-state';
import { FileDrop } from './file-drop';
import { FileInputs, type FileInputsHandle } from './file-inputs';
import { MessageField } from './message-field';
import { PlusMenu } from './plus-menu';
import { useAttachments } from './use-attachments';

const AttachmentList = lazyWhenOnline(() => import('./attachment-list'));
const PlanLine = lazyWhenOnline(() => import('./plan-line'));
const ToolBar = lazyWhenOnline(() => import('./tools/tool-bar'));

const VoicePanel = lazyWhenOnline(() => import('../voice/voice-panel'));
const VoiceControls = lazyWhenOnline(() => import('../voice/voice-controls'));
const VoiceNotice = lazyWhenOnline(() => import('../voice/voice-notice'));

export type Attached = Asset | LocalUpload;

type ComposerProps = {
  /** The conversation's id, or 'new' before there is one. */
  conversationId: string;
  /** Who will answer. */
  model: string;
  /** The files need not be uploaded yet. `tool`: what is to be made, instead of asking the model. */
  onSend(content: string, attachments: readonly Attached[], tool?: ToolCall): void | Promise<void>;
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
    model,
    onSend,
    onStop,
    onEditLast,
    beside,
    autoFocus,
    placeholder = 'Write a message',
  } = props;
  const [draft, setDraft] = useDraft(conversationId);
  const [mode, setMode] = useToolMode(conversationId);
  const attachments = useAttachments(conversationId);
  const [sending, setSending] = useState(false);
  // Those of a message that is being sent belong to it already.
  const items = sending ? [] : attachments.items;
  const inputs = useRef<FileInputsHandle>(null);
  const connection = useConnection();
  const uploads = useUploads();

  const empty = draft.trim() === '' && items.length === 0;
  const uploading = items.some(isOnTheWay);
  // What is made is made of words.
  const canSend = !(mode ? draft.trim() === '' : empty) && !items.some(problemOf) && !sending;
  const stops = onStop !== undefined && empty;

  const addFiles = (files: readonly File[]) => {
    if (files.length === 0) return;
    const left = attachments.add(files);
    if (left > 0)
      announce(`A message carries up to ${MAX_ATTACHMENTS} files. ${left} of yours stayed behind.`);
  };

  const sendThis = async (content: string, files: readonly LocalUpload[]) => {
    const made = content === '' ? null : mode;
    setDraft('');
    if (made) setMode(null);
    setSending(true);
    try {
      // With files beside it, the picture that was pointed at is one of several sources.
      const images = files.length > 0 ? undefined : made?.parameters.images;
      const call = made
        ? toToolCall({ id: made.tool, parameters: { ...made.parameters, images } }, content)
        : undefined;
      await onSend(content, made?.source ? [made.source, ...files] : files, call);
    } catch (error) {
      // The words come back, and the files with them; nothing is lost.
      setDraft(content);
      if (made) setMode(made);
      announce((error as Error).message, 'danger');
    }
    setSending(false);
  };
  const send = () => (canSend ? sendThis(draft, items) : undefined);

  /** A recording beside words or files joins them; alone it is sent at once. */
  const takeRecording = ({ id, file, durationMs, waveform }: Recording) => {
    const upload = uploads.add(file, { id, conversationId, purpose: 'tray', durationMs, waveform });
    if (empty) void sendThis('', [upload]);
  };
  const voice = useVoice({ conversationId, onRecorded: takeRecording });
  const { session, view } = voice;
  const recorder = view?.recorder ?? null;
  const notice = view?.notice ?? null;

  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    // Word processors put a picture of the text beside the text: then the text is meant.
    if (files.length === 0 || event.clipboardData.types.includes('text/plain')) return;
    event.preventDefault();
    addFiles(files);
  };

  const offline = connection === 'offline';
  const hint = offline ? OFFLINE : hintOf(items);

  return (
    <div className="mx-auto w-full max-w-reading">
      {hint ? (
        <p role="status" className="animate-appear px-4 pb-2 text-caption text-muted">
          {hint}
        </p>
      ) : null}
      {session && notice ? (
        <Suspense>
          <VoiceNotice session={session} notice={notice} />
        </Suspense>
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
          // As high as its chips: nothing moves when its code arrives.
          <Suspense fallback={<div className="h-21" />}>
            <AttachmentList items={items} />
          </Suspense>
        ) : null}
        {mode ? (
          <Suspense fallback={<div className="h-13" />}>
            <ToolBar mode={mode} onChange={setMode} />
          </Suspense>
        ) : items.length > 0 ? (
          <Suspense>
            <PlanLine model={model} items={items} />
          </Suspense>
        ) : null}
        {session && recorder ? (
          <Suspense fallback={<div className="min-h-13" />}>
            <VoicePanel session={session} recorder={recorder} />
          </Suspense>
        ) : (
          <MessageField
            value={draft}
            onChange={setDraft}
            onSubmit={() => void send()}
            onEscape={mode ? () => setMode(null) : onStop}
            onEditLast={onEditLast}
            autoFocus={autoFocus}
            placeholder={mode?.placeholder ?? placeholder}
          />
        )}
        <div className="relative flex items-center gap-1 px-2 pb-2">
          {session && view && recorder ? (
            <Suspense fallback={<span className="flex-1" />}>
              <VoiceControls session={session} view={view} recorder={recorder} />
            </Suspense>
          ) : (
            <>
              <PlusMenu
                conversationId={conversationId}
                onChoose={(source) => (source === 'voice' ? voice.start() : inputs.current?.open(source))}
                onMake={setMode}
                trigger={
                  <IconButton label="Attach" className="rounded-full">
                    <Plus className="size-5" />
                  </IconButton>
                }
              />
              <div className="flex min-w-0 flex-1 items-center">{beside}</div>
            </>
          )}
          {recorder || (empty && !stops) ? (
            <VoiceButton key="voice" voice={voice} joins={!empty} />
          ) : stops ? (
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

const OFFLINE = 'You are offline. Messages and files wait here and are sent when you are back.';
