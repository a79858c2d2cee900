'use client';

import { useEffect, useRef } from 'react';
import { LEVEL_MS, type Recorder } from '@/lib/client/recorder';

const BAR_PX = 3;
const STEP_PX = 5;
const HEIGHT_PX = 32;
/** Speech near a microphone fills the height. */
const GAIN = 1.6;
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
    const height = Math.min(1, ((levels[index - missing] ?? 0) / 255) * GAIN) * (HEIGHT_PX - BAR_PX);
    const x = index * STEP_PX + STEP_PX / 2;
    // A line without length still has its round ends.
    return `M${x} ${(HEIGHT_PX - height) / 2}v${Math.max(0.01, height)}`;
  }).join('');
}
