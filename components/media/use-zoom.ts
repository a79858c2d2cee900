import { type PointerEvent, useEffect, useRef, useState } from 'react';

const MAX_SCALE = 8;
const STEP = 1.5;
/** A finger that travelled so far meant to swipe. */
const SWIPE_PX = 60;
const DOUBLE_TAP_MS = 300;

type View = { scale: number; x: number; y: number };
type Point = { x: number; y: number };
const whole: View = { scale: 1, x: 0, y: 0 };

type ZoomProps = { onSwipe(step: 1 | -1): void; onDismiss(): void };

/**
 * Zoom and pan of one picture by wheel, pinch, double tap, keys and drag; swipes when it is not zoomed. `frame`
 * goes on the element that clips, `handlers` too, `transform` on what is inside.
 */
export function useZoom({ onSwipe, onDismiss }: ZoomProps) {
  const [view, setView] = useState(whole);
  const frame = useRef<HTMLDivElement>(null);
  const pointers = useRef(new Map<number, Point>());
  const start = useRef<Point | null>(null);
  const lastTapMs = useRef(0);
  const [moving, setMoving] = useState(false);

  const zoomAt = (point: Point, factor: number) => setView((now) => zoomed(now, point, factor));
  const fromCentre = (clientX: number, clientY: number): Point => {
    const box = frame.current?.getBoundingClientRect();
    return box
      ? { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 }
      : { x: 0, y: 0 };
  };

  // React listens to wheels passively, and then the page could not be kept from scrolling.
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const onWheel = (event: globalThis.WheelEvent) => {
      event.preventDefault();
      const box = element.getBoundingClientRect();
      const point = {
        x: event.clientX - box.left - box.width / 2,
        y: event.clientY - box.top - box.height / 2,
      };
      setView((now) => zoomed(now, point, Math.exp(-event.deltaY / 300)));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, []);

  const onPointerDown = (event: PointerEvent) => {
    if (event.target instanceof Element && event.target.closest('button')) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    start.current = pointers.current.size === 1 ? { x: event.clientX, y: event.clientY } : null;
    setMoving(true);
  };

  const onPointerMove = (event: PointerEvent) => {
    const before = pointers.current.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const factor = distance(now, other) / Math.max(1, distance(before, other));
      zoomAt(fromCentre((now.x + other.x) / 2, (now.y + other.y) / 2), factor);
    } else if (view.scale > 1) {
      setView((current) => ({
        ...current,
        x: current.x + now.x - before.x,
        y: current.y + now.y - before.y,
      }));
    } else if (start.current) {
      // What is not zoomed follows the finger, aside or down, and goes back when it was not meant.
      const x = now.x - start.current.x;
      const y = now.y - start.current.y;
      setView(Math.abs(x) > Math.abs(y) ? { scale: 1, x, y: 0 } : { scale: 1, x: 0, y: Math.max(0, y) });
    }
    pointers.current.set(event.pointerId, now);
  };

  const onPointerUp = (event: PointerEvent) => {
    if (!pointers.current.delete(event.pointerId)) return;
    if (pointers.current.size === 0) setMoving(false);
    if (!start.current) return;
    const moved = { x: event.clientX - start.current.x, y: event.clientY - start.current.y };
    start.current = null;
    if (view.scale === 1) setView(whole);
    if (Math.hypot(moved.x, moved.y) < 8) tap(event);
    else if (view.scale === 1 && Math.abs(moved.x) > SWIPE_PX) onSwipe(moved.x < 0 ? 1 : -1);
    else if (view.scale === 1 && moved.y > SWIPE_PX * 2) onDismiss();
  };

  const tap = (event: PointerEvent) => {
    const isDouble = event.timeStamp - lastTapMs.current < DOUBLE_TAP_MS;
    lastTapMs.current = isDouble ? 0 : event.timeStamp;
    if (!isDouble) return;
    if (view.scale > 1) setView(whole);
    else zoomAt(fromCentre(event.clientX, event.clientY), 2.5);
  };

  return {
    frame,
    handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp },
    transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
    zoomed: view.scale > 1,
    /** While a finger leads it, it must not lag behind. */
    moving,
    closer: () => zoomAt({ x: 0, y: 0 }, STEP),
    farther: () => zoomAt({ x: 0, y: 0 }, 1 / STEP),
    reset: () => setView(whole),
  };
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);

/** The view after zooming by a factor while the point, measured from the centre, stays where it is. */
export function zoomed(view: View, point: Point, factor: number): View {
  const scale = Math.min(MAX_SCALE, Math.max(1, view.scale * factor));
  if (scale === 1) return whole;
  const ratio = scale / view.scale;
  return { scale, x: point.x - (point.x - view.x) * ratio, y: point.y - (point.y - view.y) * ratio };
}
