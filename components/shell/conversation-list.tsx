'use client';

import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useConversationIds, useConversationList } from '@/lib/client';
import { Button } from '../ui/button';
import { Skeleton } from '../ui/skeleton';
import { ConversationRow } from './conversation-row';
import type { DayClock } from './day-label';
import { useDayClock } from './use-day-clock';
import { useShownConversationId } from './use-route';

type ConversationListProps = { clock: DayClock; homeId: string | null; onNavigate?(): void };

/** How far before its end the next page of the list is asked for. */
const AHEAD = '400px';

export function ConversationList({ clock: start, homeId, onNavigate }: ConversationListProps) {
  const clock = useDayClock(start);
  const ids = useConversationIds();
  const { hasMore, loading, error, loadMore } = useConversationList();
  const shownId = useShownConversationId();
  const scroller = useRef<HTMLElement>(null);
  const end = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!end.current || !hasMore || loading || error) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && loadMore(),
      {
        root: scroller.current,
        rootMargin: AHEAD,
      },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [hasMore, loading, error, loadMore]);

  // The conversation where all channels meet stays on top.
  const home = homeId !== null && ids.includes(homeId) ? homeId : null;
  const ordered = home ? [home, ...ids.filter((id) => id !== home)] : ids;

  return (
    <nav
      ref={scroller}
      aria-label="Conversations"
      className="min-h-0 flex-1 overflow-y-auto px-2 pb-4 scroll-quiet"
    >
      {ordered.length === 0 ? (
        <p className="px-2.5 pt-4 text-caption text-muted">
          Nothing here yet. Your conversations will be listed here.
        </p>
      ) : (
        <ul aria-label="Conversations" onKeyDown={moveFocus}>
          {ordered.map((id, index) => (
            <ConversationRow
              key={id}
              id={id}
              previousId={home && index === 1 ? null : (ordered[index - 1] ?? null)}
              current={id === shownId}
              clock={clock}
              onNavigate={onNavigate}
            />
          ))}
        </ul>
      )}
      {error ? (
        <div className="flex items-center gap-2 px-2.5 pt-3 text-caption text-muted">
          <span className="flex-1">{error}</span>
          <Button size="small" onClick={loadMore}>
            Try again
          </Button>
        </div>
      ) : null}
      {hasMore && !error ? (
        <div ref={end} className="flex flex-col gap-3 px-2.5 pt-3" aria-hidden="true">
          <Skeleton still className="h-4 w-4/5" />
          <Skeleton still className="h-4 w-3/5" />
        </div>
      ) : null}
    </nav>
  );
}

/** Up and down go from one conversation to the next. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || !(event.target instanceof HTMLAnchorElement)) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('a[href]')];
  const next = links[links.indexOf(event.target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
