'use client';

import type { Decision } from '@/lib/client/making';
import type { Asset, Job } from '@/lib/contracts';
import { Button } from '../ui/button';
import { iconOfTool } from './job-icon';
import { sayChoices, sayQuote, thingOf, wordsOf } from './job-words';
import { useTimeLeft } from './use-time-left';

type ConsentCardProps = {
  job: Job;
  /** The picture it begins with, as far as it is known here. */
  source: Asset | null;
  deciding: Decision | null;
  onDecide(decision: 'approve' | 'deny'): void;
};

/** Asks before something costly is made: exactly what, by whom, and for how much. */
export function ConsentCard({ job, source, deciding, onDecide }: ConsentCardProps) {
  const Icon = iconOfTool(job.tool);
  const timeLeft = useTimeLeft(job.consent?.expires_at ?? '');
  const facts = [job.model_name, ...sayChoices(job.parameters)].filter(Boolean).join('\u00a0· ');
  const words = wordsOf(job.parameters);
  return (
    <div className="w-full max-w-120 rounded-large border border-line bg-surface p-4 shadow-raised sm:p-5">
      <div className="flex items-start gap-3.5">
        <span className="grid size-10 shrink-0 place-items-center rounded-medium bg-accent-soft text-accent-text">
          <Icon className="size-5" />
        </span>
        <div className="min-w-0 flex-1">
          <h3 className="text-body font-semibold">Make this {thingOf(job.tool)}?</h3>
          <p className="text-caption text-muted">{facts}</p>
        </div>
        <p
          className={
            job.quote_micros === null
              ? 'max-w-28 shrink-0 text-end text-caption text-muted'
              : 'shrink-0 text-end text-lead leading-6 font-semibold tabular-nums'
          }
        >
          {sayQuote(job.quote_micros)}
        </p>
      </div>
      <div className="mt-4 flex gap-3 rounded-medium bg-sunken p-3">
        {source ? (
          <img
            src={source.thumbnail_url ?? source.url}
            alt="What it begins with"
            className="size-16 shrink-0 rounded-small object-cover"
          />
        ) : null}
        <p
          dir="auto"
          className="max-h-40 min-w-0 flex-1 overflow-y-auto text-caption whitespace-pre-wrap wrap-anywhere scroll-quiet"
          // Long prompts scroll, so the keyboard must reach them.
          tabIndex={words.length > 400 ? 0 : undefined}
        >
          {words}
        </p>
      </div>
      <div className="mt-4 flex flex-wrap items-center justify-end gap-2">
        <p suppressHydrationWarning className="min-w-32 flex-1 text-caption text-faint">
          {timeLeft ?? 'Nobody answered in time, so nothing was made. Ask for it again.'}
        </p>
        {timeLeft ? (
          <div className="ms-auto flex gap-2">
            <Button
              size="small"
              busy={deciding === 'deny'}
              disabled={deciding !== null}
              onClick={() => onDecide('deny')}
            >
              Deny
            </Button>
            <Button
              size="small"
              look="primary"
              busy={deciding === 'approve'}
              disabled={deciding !== null}
              onClick={() => onDecide('approve')}
            >
              Approve
            </Button>
          </div>
        ) : null}
      </div>
    </div>
  );
}
