'use client';

import { RotateCw } from 'lucide-react';
import { Suspense } from 'react';
import { type ClientMessage, latestJobs, useLiveAnswer, useMessage } from '@/lib/client';
import type { Citation } from '@/lib/contracts';
import { Citations } from '../markdown/cited-text';
import { Markdown } from '../markdown/markdown';
import { MediaRenderer } from '../media/media-renderer';
import { IconButton } from '../ui/icon-button';
import { lazyWhenOnline } from '../ui/lazy-when-online';
import { ReadAloudAction } from '../voice/aloud/read-aloud-action';
import { ActionRow, CopyAction, DeleteAction, DetailsAction } from './message-actions';
import { sentenceOfState } from './message-state';
import { Reasoning } from './reasoning';
import { useRetry } from './use-retry';
import { VersionSwitch } from './version-switch';

const JobList = lazyWhenOnline(() => import('../jobs/job-list'));
const AnswerEnd = lazyWhenOnline(() => import('./answer-end'));
const AnswerExtras = lazyWhenOnline(() => import('./answer-extras'));

const none: Citation[] = [];

/** What a model said: plain text on the page, with what it made below. */
export function AgentMessage({ message, isLast }: { message: ClientMessage; isLast: boolean }) {
  const open = message.status === 'pending' || message.status === 'streaming';
  const ended = sentenceOfState(message);
  const { retry, retrying } = useRetry(message.id);
  // Nobody can be asked again what is not there to read.
  const canRetry = !useMessage(message.parent_id ?? '')?.deleted_at;
  return (
    <div className="flex flex-col">
      <Answer message={message} open={open} />
      {ended ? (
        <Suspense fallback={<div className="mt-3 h-12" />}>
          <AnswerEnd
            status={message.status}
            sentence={ended}
            onRetry={canRetry ? retry : null}
            retrying={retrying}
          />
        </Suspense>
      ) : null}
      {open ? (
        <div className="h-9 pointer-coarse:h-12" />
      ) : (
        <ActionRow always={isLast}>
          {message.content ? <CopyAction text={message.content} /> : null}
          {message.content ? <ReadAloudAction message={message} /> : null}
          {ended || !canRetry ? null : (
            <IconButton label="Retry" size="small" onClick={retry} disabled={retrying}>
              <RotateCw className="size-4" />
            </IconButton>
          )}
          <DetailsAction message={message} />
          <DeleteAction message={message} />
          <VersionSwitch messageId={message.id} />
        </ActionRow>
      )}
    </div>
  );
}

/**
 * Alone in hearing about each piece of an answer while it is written. When it is finished the same elements stay:
 * only the source of the text changes.
 */
function Answer({ message, open }: { message: ClientMessage; open: boolean }) {
  const live = useLiveAnswer(message.id);
  const heard = open ? live : null;
  const text = heard?.text ?? message.content ?? '';
  // What jobs make comes with the row of the message, what the model itself gives with the stream.
  const known = new Set(message.media_urls.map(({ id }) => id));
  const assets = heard
    ? [...message.media_urls, ...heard.assets.filter(({ id }) => !known.has(id))]
    : message.media_urls;
  const reasoning = heard?.reasoning ?? message.metadata.reasoning ?? '';
  const jobs = latestJobs(message.jobs, heard?.jobs);
  const { notice, trail } = message.metadata;
  const citations = (heard?.citations.length ? heard.citations : message.metadata.citations) ?? none;
  // Words that arrive speak for themselves; before them, and beside them when something else is made, a status does.
  const silent = open && text === '' && assets.length === 0;
  const working = jobs.some((job) => !job.finished_at);
  // A job says itself what it does.
  const status = working ? null : (heard?.status_label ?? (silent ? 'Thinking…' : null));
  return (
    <>
      <div dir="auto" className="flex flex-col gap-3 empty:hidden">
        {reasoning ? <Reasoning text={reasoning} growing={open && text === ''} /> : null}
        {text ? (
          <Citations value={citations}>
            <Markdown text={text} growing={open} />
          </Citations>
        ) : null}
        <MediaRenderer assets={assets} />
        {jobs.length > 0 ? (
          <Suspense fallback={working ? <StatusLine words="Getting ready…" /> : null}>
            <JobList jobs={jobs} awaited={open ? assets : null} />
          </Suspense>
        ) : null}
        {notice ? <p className="text-caption text-muted">{notice}</p> : null}
        {citations.length > 0 || trail?.some(({ outcome }) => outcome === 'failed') ? (
          <Suspense>
            <AnswerExtras citations={citations} trail={trail ?? []} />
          </Suspense>
        ) : null}
      </div>
      {status ? <StatusLine words={status} /> : null}
    </>
  );
}

/** What is being done, for as long as there is nothing else to see of it. */
function StatusLine({ words }: { words: string }) {
  return (
    <p className="flex min-h-6 animate-appear items-center gap-2.5 py-0.5 text-body text-muted">
      <span className="size-2 shrink-0 animate-breathe rounded-full bg-accent" />
      {words}
    </p>
  );
}
