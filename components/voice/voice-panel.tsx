'use client';

import { useEffect, useSyncExternalStore } from 'react';
import { COUNTDOWN_MS, MAX_RECORDING_MS, type Recorder, type RecorderState } from '@/lib/client/recorder';
import { formatClock, sayClock } from '../media/playing/clock';
import { classNames } from '../ui/class-names';
import { LiveBars } from './live-bars';
import { useElapsedSeconds } from './use-elapsed';
import type { VoiceSession } from './voice-session';

const MAX_SECONDS = MAX_RECORDING_MS / 1000;
const COUNTDOWN_SECONDS = COUNTDOWN_MS / 1000;

/** In the place of the message field: what is being recorded, as bars and time. */
export default function VoicePanel({ session, recorder }: { session: VoiceSession; recorder: Recorder }) {
  const state = useSyncExternalStore(recorder.subscribe, recorder.getState, recorder.getState);
  const seconds = useElapsedSeconds(recorder);
  useKeys(session);
  usePageEnd(recorder);
  useFocus();
  const left = MAX_SECONDS - seconds;
  const isEnding = state.phase === 'recording' && left <= COUNTDOWN_SECONDS;

  return (
    <section
      aria-label="Voice note"
      // Sound goes from left to right in every language.
      dir="ltr"
      className="flex min-h-13 animate-appear items-center gap-3 px-4.5 pt-3.5 pb-1.5"
    >
      <span
        aria-hidden="true"
        className={classNames(
          'size-2.5 shrink-0 rounded-full',
          state.phase === 'recording' ? 'animate-breathe bg-accent' : 'bg-edge',
        )}
      />
      <span role="timer" className="min-w-10 shrink-0 text-body font-medium tabular-nums">
        {formatClock(seconds * 1000)}
      </span>
      <span
        className={classNames(
          'flex min-w-0 flex-1 items-center',
          state.phase === 'recording' ? 'text-accent' : 'text-faint',
        )}
      >
        {state.phase === 'asking' ? (
          <span className="text-caption text-muted">Allow the microphone to record</span>
        ) : (
          <LiveBars recorder={recorder} />
        )}
      </span>
      {isEnding ? (
        <span className="shrink-0 text-caption font-medium text-accent-text tabular-nums">{left} s left</span>
      ) : null}
      <p role="status" className="sr-only">
        {sayState(state, isEnding, seconds)}
      </p>
    </section>
  );
}

/** What is read aloud: changes, not seconds. */
function sayState(state: RecorderState, isEnding: boolean, seconds: number): string {
  switch (state.phase) {
    case 'asking':
      return 'Waiting for the microphone.';
    case 'recording':
      return isEnding ? `${COUNTDOWN_SECONDS} seconds left.` : 'Recording.';
    case 'paused':
      return `Paused at ${sayClock(seconds * 1000)}.`;
    case 'stopped':
      return `${whyStopped(state) ?? 'Stopped.'} ${sayClock(seconds * 1000)} recorded.`;
    case 'failed':
      return '';
  }
}

/** Why it ended or paused by itself, in words; null when the person did it. */
export function whyStopped({ why }: RecorderState): string | null {
  switch (why) {
    case 'limit':
      return 'Five minutes is the most. All of it is kept.';
    case 'microphone-lost':
      return 'The microphone went away. What was said is kept.';
    case 'interrupted':
      return 'The microphone was interrupted.';
    case null:
      return null;
  }
}

/** Escape cancels, wherever the focus is. */
function useKeys(session: VoiceSession): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      void session.cancel();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [session]);
}

/** A page that is hidden may not come back: what was said up to now is written down. */
function usePageEnd(recorder: Recorder): void {
  useEffect(() => {
    const flush = () => recorder.flush();
    document.addEventListener('visibilitychange', flush);
    window.addEventListener('pagehide', flush);
    return () => {
      document.removeEventListener('visibilitychange', flush);
      window.removeEventListener('pagehide', flush);
    };
  }, [recorder]);
}

/** The field that had the focus is gone; the button that ends the recording has it instead. */
function useFocus(): void {
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const active = document.activeElement;
      if (active && active !== document.body) return;
      document.querySelector<HTMLElement>('[data-voice]')?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, []);
}
