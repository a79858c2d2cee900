'use client';

import { useEffect, useRef } from 'react';
import { LEVEL_MS, type Recorder } from '@/lib/client/recorder';

const BAR_PX = 3;
const STEP_PX = 5;
const HEIGHT_PX = 32;
/** Silence is a row of dots, not nothing. */
const DOT_PX = 3;
/** For people who asked for stillness. */
const STILL_MS = 1_000;

/** What the microphone hears, the latest at the end. Drawn outside React: it changes 25 times a second. */
export function LiveBars({ recorder }: { recorder: Recorder }) {
  const svg = useRef<SVGSVGElement>(null);
  const path = useRef<SVGPathElement>(null);

  useEffect(() => {
    const draw = () => {
      const width = svg.current?.clientWidth ?? 0;
      const count = Math.floor(width / STEP_PX);
      const levels = recorder.levels.last(count);
      path.current?.setAttribute('d', drawBars(levels, count));
    };
    const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    draw();
    const timer = setInterval(draw, isStill ? STILL_MS : LEVEL_MS);
    return () => clearInterval(timer);
  }, [recorder]);

  return (
    <svg ref={svg} aria-hidden="true" className="h-8 min-w-0 flex-1">
      <path ref={path} fill="none" stroke="currentColor" strokeWidth={BAR_PX} strokeLinecap="round" />
    </svg>
  );
}

/** One line a level, from 0 to 255; what has not been heard yet stands as dots before them. */
function drawBars(levels: readonly number[], count: number): string {
  const missing = count - levels.length;
  return Array.from({ length: count }, (_, index) => {
    const level = levels[index - missing] ?? 0;
    // Loudness is felt in steps of doubling: without this, speech would be a low hum beside a cough.
    const height = DOT_PX + Math.sqrt(level / 255) * (HEIGHT_PX - DOT_PX - BAR_PX);
    const reach = (height - DOT_PX) / 2;
    const x = index * STEP_PX + BAR_PX / 2 + 0.5;
    return `M${x} ${HEIGHT_PX / 2 - reach}V${HEIGHT_PX / 2 + reach + 0.01}`;
  }).join('');
}
