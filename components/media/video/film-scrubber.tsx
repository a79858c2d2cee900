import { type PointerEvent, useState } from 'react';
import { classNames } from '../../ui/class-names';
import { formatClock } from '../playing/clock';
import { segmentAt } from '../playing/segments';
import { timeUnder, useScrub } from '../playing/use-scrub';
import type { Moment } from './moments';
import type { Film } from './use-film';

/** The line of a film's time; under the pointer the picture of that moment. */
export function FilmScrubber({ name, film, moments }: { name: string; film: Film; moments: Moment[] }) {
  const { durationMs, timeMs, seek, toggle } = film;
  const { shownMs, dragging, slider } = useScrub({
    name,
    timeMs,
    durationMs,
    onSeek: seek,
    onToggle: toggle,
  });
  const [hoverMs, setHoverMs] = useState<number | null>(null);
  const pointedMs = dragging ? shownMs : hoverMs;
  const percent = (at: number) => `${durationMs ? Math.min(100, (at / durationMs) * 100) : 0}%`;
  const hover = (event: PointerEvent) => {
    if (durationMs && event.pointerType === 'mouse') setHoverMs(timeUnder(event, durationMs));
  };
  return (
    <div
      dir="ltr"
      {...slider}
      onPointerEnter={hover}
      onPointerMove={(event) => {
        hover(event);
        slider.onPointerMove(event);
      }}
      onPointerLeave={() => setHoverMs(null)}
      className="group/line relative flex h-6 w-full cursor-pointer touch-pan-y items-center rounded-small select-none pointer-coarse:h-8"
    >
      <span className="relative h-1 w-full overflow-hidden rounded-full bg-stage-hover transition-[height] group-hover/line:h-1.5">
        <span className="absolute inset-y-0 left-0 bg-stage-ink" style={{ width: percent(shownMs) }} />
      </span>
      <span
        className="absolute size-3 -translate-x-1/2 rounded-full bg-stage-ink"
        style={{ left: percent(shownMs) }}
      />
      {pointedMs === null ? null : (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute bottom-full -translate-x-1/2 overflow-hidden rounded-small bg-stage text-center text-caption text-stage-ink tabular-nums shadow-float"
          style={{ left: `clamp(48px, ${percent(pointedMs)}, calc(100% - 48px))` }}
        >
          <Preview moments={moments} timeMs={pointedMs} />
          <span className={classNames('block px-2', moments.length > 0 && 'w-24')}>
            {formatClock(pointedMs)}
          </span>
        </span>
      )}
    </div>
  );
}

function Preview({ moments, timeMs }: { moments: Moment[]; timeMs: number }) {
  const starts = moments.map((moment) => ({ start_ms: moment.timeMs }));
  const moment = moments[Math.max(0, segmentAt(starts, timeMs))];
  if (!moment) return null;
  return <img src={moment.url} alt="" className="block h-14 w-24 object-cover" draggable={false} />;
}
