'use client';

import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import type { Generation } from '@/lib/contracts';
import { Button } from '../../ui/button';
import { Skeleton } from '../../ui/skeleton';
import { Spinner } from '../../ui/spinner';
import { choicesOf, nameEnd, nameThing, sayCost, wordsOf } from './generation-words';
import { KindMark } from './kind-mark';
import { ReadFailure } from './read-failure';
import { useGenerations } from './use-generations';
import { useModelName } from './use-model-name';
import type { UsageScope } from './use-usage';

/** What models were asked for, entry by entry, the latest first. */
export default function GenerationLog({ scope }: { scope: UsageScope }) {
  const { log, loading, error, readMore } = useGenerations(scope);
  return (
    <section aria-labelledby="generation-log" className="mt-8 border-t border-line pt-6">
      <h2 id="generation-log" className="text-lead font-semibold">
        Log
      </h2>
      <p className="mt-0.5 text-caption text-muted">
        Everything that a model was asked for, with what came of it. ≈ is by the list price.
      </p>
      {log && log.generations.length === 0 ? (
        <p className="mt-4 text-body text-muted">No model has been asked for anything yet.</p>
      ) : null}
      {log && log.generations.length > 0 ? (
        <ul className="mt-4 divide-y divide-line overflow-hidden rounded-medium border border-line bg-surface">
          {log.generations.map((generation) => (
            <Entry key={generation.id} generation={generation} isOwn={scope === 'me'} />
          ))}
        </ul>
      ) : null}
      {log || error ? null : <Skeleton className="mt-4 h-64 w-full rounded-medium" />}
      {error ? (
        <div className="mt-4">
          <ReadFailure words={error} onAgain={readMore} />
        </div>
      ) : null}
      {log?.nextBefore && !error ? (
        <Button className="mt-3 w-full" onClick={readMore} disabled={loading}>
          {loading ? <Spinner /> : null}
          Show older
        </Button>
      ) : null}
    </section>
  );
}

function Entry({ generation, isOwn }: { generation: Generation; isOwn: boolean }) {
  const nameOf = useModelName();
  const { at, tool, kind, model, outcome, person, conversation_id, error } = generation;
  const words = wordsOf(generation);
  const end = nameEnd(outcome);
  const choices = choicesOf(generation);
  return (
    <li>
      <details className="group">
        <summary className="flex min-h-14 cursor-pointer list-none items-center gap-3 px-3.5 py-2.5 transition-colors hover:bg-hover [&::-webkit-details-marker]:hidden">
          <KindMark kind={kind} />
          <span className="min-w-0 flex-1">
            <span className="flex min-w-0 gap-1.5 text-body">
              <span className="shrink-0 font-medium">{nameThing(tool)}</span>
              {words ? (
                <span dir="auto" className="truncate text-muted">
                  {words}
                </span>
              ) : null}
            </span>
            <span className="block truncate text-caption text-muted">
              {end ? <span className="text-ink">{end} · </span> : null}
              {person ? `${person.name || 'Somebody who has left'} · ` : null}
              {nameOf(model)} · <time dateTime={at}>{timeFormat.format(Date.parse(at))}</time>
            </span>
          </span>
          <span className="shrink-0 text-body tabular-nums">{sayCost(generation)}</span>
          <ChevronRight
            aria-hidden="true"
            className="size-4 shrink-0 text-muted transition-transform group-open:rotate-90"
          />
        </summary>
        <div className="space-y-2 px-3.5 pb-3.5 ps-9 text-caption">
          {words ? (
            <p dir="auto" className="max-h-60 overflow-y-auto wrap-anywhere whitespace-pre-wrap text-ink">
              {words}
            </p>
          ) : null}
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-muted">
            {[...choices, ['model', model], ...(error ? [['reason', error]] : [])].map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="first-letter:uppercase">{name}</dt>
                <dd className="wrap-anywhere text-ink">{value}</dd>
              </div>
            ))}
          </dl>
          {isOwn && conversation_id ? (
            <Link
              href={`/c/${conversation_id}`}
              className="inline-flex min-h-9 items-center font-medium text-accent-text hover:underline pointer-coarse:min-h-11"
            >
              Open the conversation
            </Link>
          ) : null}
        </div>
      </details>
    </li>
  );
}

const timeFormat = new Intl.DateTimeFormat('en', {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});
