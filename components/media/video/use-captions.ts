import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Transcript } from '@/lib/contracts';
import { buildCaptions } from '../playing/build-captions';

const KEY = 'strand.captions';
const listeners = new Set<() => void>();
let shown: boolean | null = null;

function areShown(): boolean {
  try {
    shown ??= window.localStorage.getItem(KEY) === 'on';
  } catch {
    shown ??= false;
  }
  return shown;
}

function toggleCaptions(): void {
  shown = !areShown();
  try {
    window.localStorage.setItem(KEY, shown ? 'on' : 'off');
  } catch {
    // It holds until the page is left.
  }
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Captions made from a transcript: their address for a track, and whether they are shown, on this device. */
export function useCaptions(transcript: Transcript | null) {
  const on = useSyncExternalStore(subscribe, areShown, () => false);
  const text = useMemo(
    () => (transcript && transcript.segments.length > 0 ? buildCaptions(transcript.segments) : null),
    [transcript],
  );
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (text === null) return;
    const made = URL.createObjectURL(new Blob([text], { type: 'text/vtt' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [text]);
  return { url: text === null ? null : url, available: text !== null, on, toggle: toggleCaptions };
}

export type Captions = ReturnType<typeof useCaptions>;
