'use client';

import { ArrowUp, Check, Mic } from 'lucide-react';
import type { KeyboardEvent, MouseEvent, PointerEvent } from 'react';
import { classNames } from '../ui/class-names';
import { IconButton } from '../ui/icon-button';
import type { Voice } from './use-voice';
import type { Press } from './voice-session';

/**
 * The microphone of the composer. Pressed and held it records until it is let go; a tap, or a key, goes on
 * hands-free, and the same button sends. It stays the same element all along, so that the finger stays on it.
 */
export function VoiceButton({ voice, joins }: { voice: Voice; joins: boolean }) {
  const { view, press, prefetch } = voice;
  const recording = Boolean(view?.recorder);
  const held = recording && view?.mode === 'held';

  const feel = (type: Press['type'], event: PointerEvent | MouseEvent) =>
    press({
      type,
      x: event.clientX,
      y: event.clientY,
      isRightToLeft: getComputedStyle(event.currentTarget).direction === 'rtl',
      isByKey: event.detail === 0,
    });
  const onPointerDown = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    feel('down', event);
  };
  // A key that is kept down would start a recording and send it at once.
  const onKeyDown = (event: KeyboardEvent) => event.repeat && event.preventDefault();

  return (
    <IconButton
      label={recording && !held ? (joins ? 'Add to the message' : 'Send voice note') : 'Record a voice note'}
      look={recording ? 'primary' : 'quiet'}
      data-voice
      // Under a finger there is nothing to explain any more.
      {...(held ? { 'data-tooltip': undefined } : {})}
      aria-busy={view?.busy || undefined}
      onPointerEnter={prefetch}
      onFocus={prefetch}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => held && feel('move', event)}
      onPointerUp={(event) => feel('up', event)}
      onPointerCancel={(event) => feel('lost', event)}
      onClick={(event) => feel('click', event)}
      onKeyDown={onKeyDown}
      // Holding must neither open a menu nor scroll the page.
      onContextMenu={(event) => event.preventDefault()}
      className={classNames(
        'touch-none rounded-full! [-webkit-touch-callout:none]',
        // A tap is over before it grows.
        held && 'z-10 scale-140 transition-transform delay-200',
      )}
    >
      {recording && !held ? (
        joins ? (
          <Check className="size-5" />
        ) : (
          <ArrowUp className="size-5" />
        )
      ) : (
        <Mic className="size-5" />
      )}
    </IconButton>
  );
}
