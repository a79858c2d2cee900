'use client';

import { useSyncExternalStore } from 'react';
import { classNames } from './class-names';

type Tone = 'calm' | 'danger' | 'aloud';
type Toast = { id: number; text: string; tone: Tone };

/** Long enough to read a sentence twice. */
const SHOWN_MS = 5_000;

let toasts: Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function publish(next: Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

/**
 * Shows a short sentence at the edge of the screen for a few seconds; it is read aloud as well. In the tone `aloud` it
 * is only read: for what is before one's eyes anyway.
 */
export function announce(text: string, tone: Tone = 'calm'): void {
  const toast = { id: nextId++, text, tone };
  // One sentence at a time: a pile of notices is read by nobody.
  publish([toast]);
  setTimeout(() => publish(toasts.filter((other) => other.id !== toast.id)), SHOWN_MS);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const none: Toast[] = [];

export function Announcements() {
  const shown = useSyncExternalStore(
    subscribe,
    () => toasts,
    () => none,
  );
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 top-3 z-50 flex flex-col items-center gap-2 px-4 pad-safe-top"
    >
      {shown.map((toast) => (
        <p
          key={toast.id}
          className={
            toast.tone === 'aloud'
              ? 'sr-only'
              : classNames(
                  'max-w-md animate-rise rounded-medium px-4 py-2.5 text-caption shadow-float',
                  toast.tone === 'danger' ? 'bg-danger text-danger-ink' : 'bg-ink text-canvas',
                )
          }
        >
          {toast.text}
        </p>
      ))}
    </div>
  );
}
