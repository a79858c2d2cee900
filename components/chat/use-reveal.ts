'use client';

import { type PointerEvent, useEffect, useRef, useState } from 'react';

const LONG_PRESS_MS = 450;
const MOVE_PX = 10;

/** Fingers cannot hover: a long press shows what hovering would, until something else is pressed. */
export function useReveal() {
  const [revealed, setRevealed] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const from = useRef({ x: 0, y: 0 });
  const article = useRef<HTMLElement>(null);

  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    const frame = article.current?.parentElement;
    if (!revealed || !frame) return;
    // The list puts each message into a frame of its own, and later frames lie above earlier ones.
    frame.style.zIndex = '1';
    const hide = (event: globalThis.PointerEvent) => {
      if (event.target instanceof Element && event.target.closest('[data-revealed]')) return;
      setRevealed(false);
    };
    document.addEventListener('pointerdown', hide);
    return () => {
      frame.style.zIndex = '';
      document.removeEventListener('pointerdown', hide);
    };
  }, [revealed]);

  const cancel = () => clearTimeout(timer.current);
  return {
    revealed,
    handlers: {
      ref: article,
      onPointerDown: (event: PointerEvent) => {
        if (event.pointerType === 'mouse') return;
        from.current = { x: event.clientX, y: event.clientY };
        timer.current = setTimeout(() => setRevealed(true), LONG_PRESS_MS);
      },
      onPointerMove: (event: PointerEvent) => {
        if (Math.hypot(event.clientX - from.current.x, event.clientY - from.current.y) > MOVE_PX) cancel();
      },
      onPointerUp: cancel,
      onPointerCancel: cancel,
    },
  };
}
