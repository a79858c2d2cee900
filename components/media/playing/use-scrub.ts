import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { sayClock } from './clock';

type ScrubProps = {
  /** What is moved through, for its name: "Position in …". */
  name: string;
  timeMs: number;
  durationMs: number | null;
  onSeek(timeMs: number): void;
  onToggle(): void;
};

/**
 * Makes an element the slider of a player: press, drag, arrows, Home, End, and the space bar to play. `shownMs` is
 * where the mark stands, which is under the finger while it is dragged.
 */
export function useScrub({ name, timeMs, durationMs, onSeek, onToggle }: ScrubProps) {
  const [dragMs, setDragMs] = useState<number | null>(null);
  const shownMs = Math.min(dragMs ?? timeMs, durationMs ?? Number.POSITIVE_INFINITY);

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || !durationMs) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDragMs(timeUnder(event, durationMs));
  };
  const onPointerMove = (event: PointerEvent) => {
    if (dragMs !== null && durationMs) setDragMs(timeUnder(event, durationMs));
  };
  const onPointerUp = () => {
    if (dragMs === null) return;
    setDragMs(null);
    onSeek(dragMs);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === ' ' || event.key === 'Enter') onToggle();
    else if (durationMs) {
      const next = timeAfterKey(event.key, shownMs, durationMs);
      if (next === null) return;
      onSeek(next);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return {
    shownMs,
    dragging: dragMs !== null,
    slider: {
      role: 'slider' as const,
      tabIndex: 0,
      'aria-label': `Position in ${name}`,
      'aria-valuemin': 0,
      'aria-valuemax': Math.round((durationMs ?? 0) / 1000),
      'aria-valuenow': Math.round(shownMs / 1000),
      'aria-valuetext': durationMs ? `${sayClock(shownMs)} of ${sayClock(durationMs)}` : sayClock(shownMs),
      'aria-disabled': durationMs ? undefined : true,
      onPointerDown,
      onPointerMove,
      onPointerUp,
      // The page was scrolled instead: nothing was meant.
      onPointerCancel: () => setDragMs(null),
      onKeyDown,
    },
  };
}

/** Time goes from left to right, in every language's players. */
export function timeUnder(event: PointerEvent, durationMs: number): number {
  const box = event.currentTarget.getBoundingClientRect();
  const fraction = (event.clientX - box.left) / Math.max(1, box.width);
  return Math.min(1, Math.max(0, fraction)) * durationMs;
}

/** Where a key leads, or null for a key that means something else. */
export function timeAfterKey(key: string, timeMs: number, durationMs: number): number | null {
  // Five seconds, but never so much that a short note is over after three presses.
  const stepMs = Math.min(5_000, Math.max(500, durationMs / 20));
  const steps: Record<string, number> = {
    ArrowRight: stepMs,
    ArrowUp: stepMs,
    ArrowLeft: -stepMs,
    ArrowDown: -stepMs,
    PageUp: 3 * stepMs,
    PageDown: -3 * stepMs,
    Home: -timeMs,
    End: durationMs - timeMs,
  };
  const step = steps[key];
  return step === undefined ? null : Math.min(durationMs, Math.max(0, timeMs + step));
}
