import { useEffect, useRef } from 'react';
import { classNames } from '../../ui/class-names';
import { formatClock } from '../playing/clock';
import { segmentAt } from '../playing/segments';
import type { Moment } from './moments';
import type { Film } from './use-film';

/** The chapters of a film: its moments side by side; a press goes there. */
export function MomentStrip({
  moments,
  film,
  look = 'page',
}: {
  moments: Moment[];
  film: Film;
  look?: 'page' | 'stage';
}) {
  const list = useRef<HTMLUListElement>(null);
  const starts = moments.map((moment) => ({ start_ms: moment.timeMs }));
  const at = film.started || film.timeMs > 0 ? segmentAt(starts, film.timeMs) : -1;
  useEffect(() => {
    const item = list.current?.children[at];
    if (!list.current || !(item instanceof HTMLElement)) return;
    const left = item.offsetLeft - list.current.clientWidth / 2 + item.clientWidth / 2;
    list.current.scrollTo({ left, behavior: 'smooth' });
  }, [at]);
  return (
    <ul
      ref={list}
      aria-label="Chapters"
      className={classNames(
        'relative flex gap-1.5 overflow-x-auto overscroll-x-contain p-2 scroll-quiet',
        look === 'stage' && 'mx-auto max-w-full',
      )}
    >
      {moments.map((moment, index) => (
        <li key={moment.timeMs} className="shrink-0">
          <button
            type="button"
            aria-current={index === at || undefined}
            aria-label={`Play from ${formatClock(moment.timeMs)}`}
            onClick={() => film.playFrom(moment.timeMs)}
            className="group/moment relative block h-14 overflow-hidden rounded-small bg-bubble aria-current:outline-2 aria-current:outline-accent"
            style={{ aspectRatio: Math.min(1.8, Math.max(0.7, moment.ratio)) }}
          >
            <img
              src={moment.url}
              alt=""
              loading="lazy"
              draggable={false}
              className="size-full object-cover"
            />
            <span className="absolute inset-x-0 bottom-0 bg-linear-to-t from-stage/90 to-transparent px-1 pt-2 text-center text-caption text-stage-ink tabular-nums">
              {formatClock(moment.timeMs)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
