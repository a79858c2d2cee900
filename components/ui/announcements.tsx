'use client';

import { useSyncExternalStore } from 'react';

type Toast = { id: number; text: string; tone: 'calm' | 'danger' };

/** Long enough to read a sentence twice. */
const SHOWN_MS = 5_000;

let toasts: Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function publish(next: Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Shows a short sentence at the edge of the screen for a few seconds; it is read aloud as well. */
export function announce(text: string, tone: Toast['tone'] = 'calm'): void {
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
            toast.tone === 'danger'
              ? 'max-w-md animate-rise rounded-medium bg-danger px-4 py-2.5 text-caption text-danger-ink shadow-float'
              : 'max-w-md animate-rise rounded-medium bg-ink px-4 py-2.5 text-caption text-canvas shadow-float'
          }
        >
          {toast.text}
        </p>
      ))}
    </div>
  );
}
