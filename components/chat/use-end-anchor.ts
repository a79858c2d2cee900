'use client';

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Nearer to the end than this counts as being there: three lines of text. */
const END_PX = 80;
/** How long scroll events of a jump already under way may still arrive after the reader turned away. */
const LEAVING_MS = 300;

/**
 * Keeps a list at its end while the reader is there, whatever grows: the text of the last answer, a picture, the
 * composer below. A reader who scrolled up is left alone and told when something new came.
 */
export function useEndAnchor(
  scroller: RefObject<HTMLElement | null>,
  lastId: string | undefined,
  /** True when the last one was just sent from here. */
  sentHere: boolean,
) {
  const pinned = useRef(true);
  const lastOffset = useRef(0);
  const lastHeight = useRef(0);
  const leftAtMs = useRef(Number.NEGATIVE_INFINITY);
  const [atEnd, setAtEnd] = useState(true);
  const [unseen, setUnseen] = useState(false);

  const jump = useCallback(() => {
    const element = scroller.current;
    // The list measures what this brings into view, tells of it, and is brought to its end again. Its own
    // scrollToIndex would go on trying after the reader has turned away.
    if (element) element.scrollTop = element.scrollHeight;
  }, [scroller]);

  const settle = useCallback((end: boolean) => {
    pinned.current = end;
    setAtEnd(end);
    if (end) setUnseen(false);
  }, []);

  const onScroll = useCallback(
    (offset: number) => {
      const element = scroller.current;
      if (!element) return;
      const left = element.scrollHeight - element.clientHeight - offset;
      const wentUp = offset < lastOffset.current - 1;
      const wasResized = element.scrollHeight !== lastHeight.current;
      lastOffset.current = offset;
      lastHeight.current = element.scrollHeight;
      if (performance.now() - leftAtMs.current < LEAVING_MS) return;
      // Growth alone moves nobody away from the end, and what shrinks may push the reader up to it.
      if (left < 2 || (left < END_PX && !wentUp)) settle(true);
      // What shrinks and grows again before this is heard, as a film that gets its shape does, was no reader either.
      else if (wentUp && pinned.current && wasResized && left < element.clientHeight) jump();
      else if (wentUp) settle(false);
    },
    [scroller, settle, jump],
  );

  // What was sent from here brings the reader to the end; what came from elsewhere does not.
  const known = useRef(lastId);
  useLayoutEffect(() => {
    const isNew = lastId !== known.current;
    known.current = lastId;
    if (isNew && sentHere) settle(true);
    if (pinned.current) jump();
    else if (isNew) setUnseen(true);
  }, [lastId, sentHere, settle, jump]);

  // While text streams in, going up by a little would be undone at once: the intention counts, not the distance.
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const leave = () => {
      if (element.scrollTop <= 0) return;
      leftAtMs.current = performance.now();
      settle(false);
    };
    const onWheel = (event: WheelEvent) => {
      if (event.deltaY < 0) leave();
      else leftAtMs.current = Number.NEGATIVE_INFINITY;
    };
    const onKey = (event: KeyboardEvent) => ['ArrowUp', 'PageUp', 'Home'].includes(event.key) && leave();
    let touchY = 0;
    const onTouchStart = (event: TouchEvent) => {
      touchY = event.touches[0]?.clientY ?? 0;
    };
    const onTouchMove = (event: TouchEvent) => (event.touches[0]?.clientY ?? 0) > touchY + 4 && leave();
    const passive = { passive: true };
    element.addEventListener('wheel', onWheel, passive);
    element.addEventListener('keydown', onKey);
    element.addEventListener('touchstart', onTouchStart, passive);
    element.addEventListener('touchmove', onTouchMove, passive);
    return () => {
      element.removeEventListener('wheel', onWheel);
      element.removeEventListener('keydown', onKey);
      element.removeEventListener('touchstart', onTouchStart);
      element.removeEventListener('touchmove', onTouchMove);
    };
  }, [scroller, settle]);

  // The composer grows and the keyboard opens: the window onto the list shrinks. The list itself is heard here too, once
  // its new size is laid out.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => pinned.current && jump());
    observer.observe(element);
    for (const content of element.children) observer.observe(content);
    return () => observer.disconnect();
  }, [scroller, jump]);

  const toEnd = useCallback(() => {
    settle(true);
    jump();
  }, [settle, jump]);

  return { atEnd, unseen, toEnd, onScroll };
}
