'use client';

import { RotateCw } from 'lucide-react';
import { type ClientMessage, useLiveAnswer } from '@/lib/client';
import type { Asset } from '@/lib/contracts';
import { Markdown } from '../markdown/markdown';
import { MediaRenderer } from '../media/media-renderer';
import { IconButton } from '../ui/icon-button';
import { AnswerEnd } from './answer-end';
import { ActionRow, CopyAction, DetailsAction } from './message-actions';
import { sentenceOfState } from './message-state';
import { Reasoning } from './reasoning';
import { useRetry } from './use-retry';
import { VersionSwitch } from './version-switch';

/** What a model said: plain text on the page, with what it made below. */
export function AgentMessage({ message, isLast }: { message: ClientMessage; isLast: boolean }) {
  const open = message.status === 'pending' || message.status === 'streaming';
  const ended = sentenceOfState(message);
  const { retry, retrying } = useRetry(message.id);
  return (
    <div className="flex flex-col">
      {open ? <LiveAnswer message={message} /> : <Answer message={message} />}
      {ended ? (
        <AnswerEnd status={message.status} sentence={ended} onRetry={retry} retrying={retrying} />
      ) : null}
      {open ? (
        <div className="h-9 pointer-coarse:h-12" />
      ) : (
        <ActionRow always={isLast}>
          {message.content ? <CopyAction text={message.content} /> : null}
          {ended ? null : (
            <IconButton label="Retry" size="small" onClick={retry} disabled={retrying}>
              <RotateCw className="size-4" />
            </IconButton>
          )}
          <DetailsAction message={message} />
          <VersionSwitch messageId={message.id} />
        </ActionRow>
      )}
    </div>
  );
}

function Answer({ message }: { message: ClientMessage }) {
  return (
    <AnswerBody
      text={message.content ?? ''}
      reasoning={message.metadata.reasoning ?? ''}
      assets={message.media_urls}
      growing={false}
    />
  );
}

/** Alone in hearing about each piece of an answer while it is written. */
function LiveAnswer({ message }: { message: ClientMessage }) {
  const live = useLiveAnswer(message.id);
  const text = live?.text ?? message.content ?? '';
  const assets = live?.assets ?? message.media_urls;
  const reasoning = live?.reasoning ?? '';
  // Words that arrive speak for themselves; before them, and beside them when something else is made, a status does.
  const status = live?.status_label ?? (text === '' && assets.length === 0 ? 'Thinking…' : null);
  return (
    <>
      <AnswerBody text={text} reasoning={reasoning} assets={assets} growing />
      {status ? (
        <p className="flex min-h-6 animate-appear items-center gap-2.5 py-0.5 text-body text-muted">
          <span className="size-2 shrink-0 animate-breathe rounded-full bg-accent" />
          {status}
        </p>
      ) : null}
    </>
  );
}

type AnswerBodyProps = { text: string; reasoning: string; assets: Asset[]; growing: boolean };

function AnswerBody({ text, reasoning, assets, growing }: AnswerBodyProps) {
  return (
    <div dir="auto" className="flex flex-col gap-3 empty:hidden">
      {reasoning ? <Reasoning text={reasoning} growing={growing && text === ''} /> : null}
      {text ? <Markdown text={text} growing={growing} /> : null}
      <MediaRenderer assets={assets} />
    </div>
  );
}
