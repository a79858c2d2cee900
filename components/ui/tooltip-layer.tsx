'use client';

import { useEffect, useRef, useState } from 'react';

/** Long enough not to flicker while the pointer passes, short enough to answer a question. */
const OPEN_DELAY_MS = 500;
const GAP_PX = 6;
const EDGE_PX = 8;

type Tip = { text: string; x: number; y: number; above: boolean };

/**
 * One tooltip for the whole app: it shows the `data-tooltip` of what is hovered or focused by keyboard. It only
 * repeats what the control's accessible name says, so it is hidden from assistive technology.
 */
export function TooltipLayer() {
  const [tip, setTip] = useState<Tip | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    let anchor: Element | null = null;
    const hide = () => {
      clearTimeout(timer.current);
      anchor = null;
      setTip(null);
    };
    const show = (target: EventTarget | null, delayMs: number) => {
      const found = target instanceof Element ? target.closest('[data-tooltip]') : null;
      if (found === anchor) return;
      hide();
      if (!found) return;
      anchor = found;
      timer.current = setTimeout(() => {
        if (found.isConnected && found.getAttribute('aria-expanded') !== 'true') setTip(place(found));
      }, delayMs);
    };
    const onPointer = (event: PointerEvent) => {
      if (event.pointerType === 'mouse') show(event.target, OPEN_DELAY_MS);
    };
    const onFocus = (event: FocusEvent) => {
      if (event.target instanceof Element && event.target.matches(':focus-visible')) show(event.target, 0);
    };
    document.addEventListener('pointerover', onPointer);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('focusout', hide);
    document.addEventListener('pointerdown', hide);
    document.addEventListener('keydown', hide);
    document.addEventListener('scroll', hide, { capture: true, passive: true });
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener('pointerover', onPointer);
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('focusout', hide);
      document.removeEventListener('pointerdown', hide);
      document.removeEventListener('keydown', hide);
      document.removeEventListener('scroll', hide, { capture: true });
    };
  }, []);

  if (!tip) return null;
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none fixed z-50 animate-appear rounded-small bg-ink px-2 py-0.5 text-caption whitespace-pre text-canvas"
      style={{
        left: tip.x,
        top: tip.y,
        transform: `translate(-50%, ${tip.above ? '-100%' : '0'})`,
      }}
    >
      {tip.text}
    </div>
  );
}

function place(anchor: Element): Tip {
  const box = anchor.getBoundingClientRect();
  const text = anchor.getAttribute('data-tooltip') ?? '';
  // The layer is not measured before it is shown: an estimate keeps it inside the window.
  const half = (text.length * 7.5 + 16) / 2;
  const above = box.bottom + 40 > window.innerHeight;
  return {
    text,
    above,
    x: Math.min(Math.max(box.left + box.width / 2, half + EDGE_PX), window.innerWidth - half - EDGE_PX),
    y: above ? box.top - GAP_PX : box.bottom + GAP_PX,
  };
}
