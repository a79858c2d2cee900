'use client';

import { ChevronLeft, ChevronUp, Lock, Mic, Pause, Trash2 } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import type { Recorder } from '@/lib/client/recorder';
import { IconButton } from '../ui/icon-button';
import { ListenButton } from './listen-button';
import { whyStopped } from './voice-panel';
import type { VoiceSession, VoiceView } from './voice-session';

type VoiceControlsProps = { session: VoiceSession; view: VoiceView; recorder: Recorder };

/** Beside the button: where a finger can slide to, or what can be done hands-free. */
export default function VoiceControls({ session, view, recorder }: VoiceControlsProps) {
  const state = useSyncExternalStore(recorder.subscribe, recorder.getState, recorder.getState);
  if (view.mode === 'held') return <SlideHints hold={view.hold} />;
  const { phase } = state;
  return (
    <div className="flex min-w-0 flex-1 animate-appear items-center gap-1">
      <IconButton
        label="Cancel recording"
        shortcut="Esc"
        onClick={() => void session.cancel()}
        className="rounded-full"
      >
        <Trash2 className="size-4.5" />
      </IconButton>
      {phase === 'recording' ? (
        <IconButton label="Pause" onClick={() => recorder.pause()} className="rounded-full">
          <Pause className="size-4.5" />
        </IconButton>
      ) : null}
      {phase === 'paused' ? (
        <IconButton label="Go on recording" onClick={() => recorder.resume()} className="rounded-full">
          <Mic className="size-4.5" />
        </IconButton>
      ) : null}
      {phase === 'paused' || phase === 'stopped' ? <ListenButton recorder={recorder} /> : null}
      <span className="line-clamp-2 min-w-0 flex-1 px-1.5 text-caption leading-4.5 text-muted">
        {whyStopped(state) ?? (phase === 'paused' ? 'Paused' : null)}
      </span>
    </div>
  );
}

/** What letting the finger travel does: the words follow it, the lock fills. A tap is over before they appear. */
function SlideHints({ hold }: { hold: VoiceView['hold'] }) {
  return (
    <div
      className="flex min-w-0 flex-1 animate-appear items-center justify-center pe-8 [animation-delay:200ms] [animation-fill-mode:backwards]"
      aria-hidden="true"
    >
      <span
        className="flex items-center gap-1 text-caption text-muted rtl:[--sign:-1]"
        style={{
          translate: `calc(${-24 * hold.away}px * var(--sign, 1))`,
          opacity: 1 - 0.7 * hold.away,
        }}
      >
        <span className="rtl:-scale-x-100">
          <ChevronLeft className="size-4" />
        </span>
        Slide away to cancel
      </span>
      <span className="absolute end-2 bottom-full mb-16 flex w-11 animate-rise flex-col [animation-delay:200ms] [animation-fill-mode:backwards] items-center gap-1 rounded-full border border-line bg-surface py-2.5 text-muted shadow-raised">
        <Lock className="size-4" style={{ color: hold.up > 0.5 ? 'var(--accent)' : undefined }} />
        <ChevronUp className="size-4" style={{ translate: `0 ${-6 * hold.up}px` }} />
      </span>
    </div>
  );
}
