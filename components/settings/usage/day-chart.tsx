'use client';

import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import type { ChargeKind } from '@/lib/contracts';
import { formatMoney } from '@/lib/kernel';
import { type Day, kindNames, kinds, nameDay, roundUp } from './count-days';
import { KindMark, kindFill } from './kind-mark';

const HEIGHT = 168;
/** Room of a bar that stays empty between two of them. */
const GAP = 0.28;

/**
 * What was spent each day, stacked by kind. A day is chosen by pointing, by touching, or with the arrow keys, and told
 * in words below; the table below that says the same again.
 */
export function DayChart({ days }: { days: Day[] }) {
  const [chosen, setChosen] = useState<number | null>(null);
  const top = roundUp(Math.max(...days.map(({ total }) => total)));
  const last = days.length - 1;
  const shown = days[chosen ?? last];

  const point = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const place = Math.floor(((event.clientX - left) / width) * days.length);
    setChosen(Math.min(last, Math.max(0, place)));
  };
  const move = (event: KeyboardEvent) => {
    const now = chosen ?? last;
    const to = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setChosen(Math.min(last, Math.max(0, to)));
  };

  return (
    <figure>
      {/* Time runs from left to right here, also for those who read the other way. */}
      <div dir="ltr" className="flex gap-2">
        <div
          aria-hidden="true"
          className="flex w-12 shrink-0 flex-col justify-between text-end text-caption text-faint tabular-nums"
          style={{ height: HEIGHT }}
        >
          <span className="-translate-y-2.5">{formatMoney(top)}</span>
          <span className="translate-y-2.5">$0</span>
        </div>
        <div
          role="slider"
          aria-label="Spent by day"
          aria-orientation="horizontal"
          aria-valuemin={0}
          aria-valuemax={last}
          aria-valuenow={chosen ?? last}
          aria-valuetext={shown ? describeDay(shown) : undefined}
          tabIndex={0}
          onKeyDown={move}
          onPointerMove={point}
          onPointerDown={point}
          onPointerLeave={(event) => event.pointerType === 'mouse' && setChosen(null)}
          className="min-w-0 flex-1 touch-pan-y rounded-small"
        >
          <Bars days={days} top={top} chosen={chosen} />
        </div>
      </div>
      <div dir="ltr" aria-hidden="true" className="flex justify-between ps-14 pt-1.5 text-caption text-faint">
        <span>{nameDay(days[0]?.day ?? '')}</span>
        <span>{nameDay(days[last]?.day ?? '')}</span>
      </div>
      <figcaption className="pt-3">{shown ? <DayWords day={shown} /> : null}</figcaption>
    </figure>
  );
}

function Bars({ days, top, chosen }: { days: Day[]; top: number; chosen: number | null }) {
  const step = 100 / days.length;
  return (
    <svg aria-hidden="true" width="100%" height={HEIGHT} className="block overflow-visible">
      {[0, 0.5, 1].map((part) => (
        <line key={part} x1="0" x2="100%" y1={HEIGHT * part} y2={HEIGHT * part} className="stroke-line" />
      ))}
      {chosen === null ? null : (
        <rect x={`${chosen * step}%`} width={`${step}%`} height={HEIGHT} rx="4" className="fill-hover" />
      )}
      {days.map((day, index) => (
        <g key={day.day}>
          <title>{describeDay(day)}</title>
          {stack(day, top).map(({ kind, y, height }) => (
            <rect
              key={kind}
              x={`${(index + GAP / 2) * step}%`}
              width={`${step * (1 - GAP)}%`}
              y={y}
              height={height}
              rx="1.5"
              className={kindFill[kind]}
            />
          ))}
        </g>
      ))}
    </svg>
  );
}

type Part = { kind: ChargeKind; y: number; height: number };

/** The parts of a bar from below, a hair apart where there is room for it. */
function stack({ byKind }: Day, top: number): Part[] {
  const parts: Part[] = [];
  let below = 0;
  for (const kind of kinds) {
    const whole = ((byKind[kind] ?? 0) / top) * HEIGHT;
    if (whole <= 0) continue;
    below += whole;
    // What cost something can be seen, however little it was.
    parts.push({ kind, y: HEIGHT - below, height: Math.max(0.75, whole - (whole > 3 ? 1 : 0)) });
  }
  return parts;
}

function DayWords({ day }: { day: Day }) {
  const parts = kinds.filter((kind) => day.byKind[kind]);
  return (
    <div className="flex min-h-12 flex-wrap items-baseline gap-x-4 gap-y-0.5 text-caption">
      <span className="font-medium">
        {nameDay(day.day, 'long')} · {formatMoney(day.total)}
      </span>
      {parts.map((kind) => (
        <span key={kind} className="inline-flex items-center gap-1.5 text-muted">
          <KindMark kind={kind} />
          {kindNames[kind]} {formatMoney(day.byKind[kind] ?? 0)}
        </span>
      ))}
    </div>
  );
}

function describeDay(day: Day): string {
  const parts = kinds
    .filter((kind) => day.byKind[kind])
    .map((kind) => `${kindNames[kind]} ${formatMoney(day.byKind[kind] ?? 0)}`);
  return [`${nameDay(day.day, 'long')}: ${formatMoney(day.total)}`, ...parts].join(', ');
}
