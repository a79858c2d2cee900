import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { classNames } from '../../ui/class-names';
import { useScrub } from '../playing/use-scrub';
import { placeholderWaveform, readWaveform } from './read-waveform';
import type { SoundView } from './use-sound';

const HEIGHT_PX = 32;
const BAR_PX = 2.5;
const STEP_PX = 5;

type WaveformProps = { name: string; waveform: string | null; sound: SoundView; disabled: boolean };

/** What a recording looks like, which is also where one goes to a moment of it. */
export function Waveform({ name, waveform, sound, disabled }: WaveformProps) {
  const frame = useRef<HTMLDivElement>(null);
  const played = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const bars = Math.floor((width + STEP_PX - BAR_PX) / STEP_PX);
  const measured = useMemo(() => readWaveform(waveform, bars), [waveform, bars]);
  const path = useMemo(() => drawBars(measured ?? placeholderWaveform(Math.max(0, bars))), [measured, bars]);

  const { durationMs, status, readTimeMs } = sound;
  const { shownMs, dragging, slider } = useScrub({
    name,
    timeMs: sound.timeMs,
    durationMs,
    onSeek: sound.seek,
    onToggle: sound.toggle,
  });

  // Between the few states a second the mark moves by itself, without rendering.
  const moving = status === 'playing' && !dragging;
  useEffect(() => {
    let frameId = 0;
    const draw = (timeMs: number) => {
      const fraction = durationMs ? Math.min(1, timeMs / durationMs) : 0;
      played.current?.style.setProperty('clip-path', `inset(0 ${((1 - fraction) * 100).toFixed(2)}% 0 0)`);
    };
    const next = () => {
      draw(readTimeMs());
      frameId = requestAnimationFrame(next);
    };
    if (moving) next();
    else draw(shownMs);
    return () => cancelAnimationFrame(frameId);
  }, [moving, shownMs, durationMs, readTimeMs]);

  const bare = (
    <>
      <Bars path={path} width={width} className={classNames('stroke-edge', !measured && 'opacity-60')} />
      <div ref={played} className="absolute inset-0" style={{ clipPath: 'inset(0 100% 0 0)' }}>
        <Bars path={path} width={width} className="stroke-accent" />
      </div>
    </>
  );
  // A finger gets more than is seen, and the card stays as it is.
  const shape = 'relative h-8 w-full pointer-coarse:-my-1.5 pointer-coarse:h-11';
  if (disabled) {
    return (
      <div ref={frame} dir="ltr" className={shape}>
        {bare}
      </div>
    );
  }
  return (
    <div
      ref={frame}
      dir="ltr"
      {...slider}
      className={classNames(shape, 'cursor-pointer touch-pan-y rounded-small select-none')}
    >
      {bare}
    </div>
  );
}

function Bars({ path, width, className }: { path: string; width: number; className: string }) {
  return (
    <svg
      aria-hidden="true"
      width={width}
      height={HEIGHT_PX}
      className="absolute inset-0 my-auto overflow-visible"
      fill="none"
      strokeWidth={BAR_PX}
      strokeLinecap="round"
    >
      <path d={path} className={className} />
    </svg>
  );
}

/** Vertical strokes, one a bar, around the middle. */
function drawBars(heights: number[]): string {
  const room = HEIGHT_PX - BAR_PX;
  return heights
    .map((height, bar) => {
      const half = (Math.max(0.02, height) * room) / 2;
      const x = bar * STEP_PX + BAR_PX / 2;
      return `M${x} ${(HEIGHT_PX / 2 - half).toFixed(1)}V${(HEIGHT_PX / 2 + half).toFixed(1)}`;
    })
    .join('');
}

function useWidth(element: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const observed = element.current;
    if (!observed) return;
    setWidth(observed.clientWidth);
    const observer = new ResizeObserver(() => setWidth(observed.clientWidth));
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
