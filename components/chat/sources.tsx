'use client';

import { ChevronRight, Globe } from 'lucide-react';
import { useState } from 'react';
import type { Citation } from '@/lib/contracts';
import { safeLinkUrl } from '../markdown/safe-url';
import { classNames } from '../ui/class-names';

/** The sources of an answer: their sites in a row, with titles when it is opened. Nothing of them is fetched. */
export function Sources({ citations }: { citations: readonly Citation[] }) {
  const [isOpen, setOpen] = useState(false);
  const sites = [...new Set(citations.map(({ site }) => site))];
  const count = citations.length === 1 ? '1 source' : `${citations.length} sources`;
  return (
    <section aria-label="Sources" dir="ltr" className="text-caption">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="-ms-2 flex h-9 max-w-full items-center gap-2 rounded-small px-2 text-muted transition-colors hover:bg-hover hover:text-ink pointer-coarse:h-11"
      >
        <Globe className="size-4 shrink-0" />
        <span className="shrink-0 font-medium">{count}</span>
        <span className="min-w-0 truncate text-faint">{sites.join(' · ')}</span>
        <ChevronRight className={classNames('size-4 shrink-0 transition-transform', isOpen && 'rotate-90')} />
      </button>
      {isOpen ? (
        <ol className="mt-1 flex animate-appear flex-col border-s-2 border-line ps-2">
          {citations.map((source) => (
            <li key={source.number}>
              <Source source={source} />
            </li>
          ))}
        </ol>
      ) : null}
    </section>
  );
}

function Source({ source }: { source: Citation }) {
  const url = safeLinkUrl(source.url);
  const words = (
    <>
      <span className="w-5 shrink-0 text-end text-faint tabular-nums">{source.number}</span>
      <span className="min-w-0">
        <span dir="auto" className="block truncate font-medium text-ink">
          {source.title}
        </span>
        <span className="block truncate text-muted">{source.site}</span>
      </span>
    </>
  );
  const look = 'flex min-h-touch items-baseline gap-3 rounded-small px-2 py-1.5';
  if (!url) return <p className={look}>{words}</p>;
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className={classNames(look, 'transition-colors hover:bg-hover')}
    >
      {words}
    </a>
  );
}
