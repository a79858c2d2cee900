import { useSyncExternalStore } from 'react';

const SPEEDS = [1, 1.5, 2] as const;
const KEY = 'strand.speed';

let speed: number | null = null;
const listeners = new Set<() => void>();

/** How fast recordings and films are played, as last chosen on this device. */
export function currentSpeed(): number {
  if (speed === null) {
    const kept = Number(readKept());
    speed = SPEEDS.find((one) => one === kept) ?? 1;
  }
  return speed;
}

/** The next one of the three speeds, for everything that is played from now on. */
export function changeSpeed(): void {
  const at = SPEEDS.findIndex((one) => one >= currentSpeed());
  speed = SPEEDS[(at + 1) % SPEEDS.length] ?? 1;
  try {
    window.localStorage.setItem(KEY, String(speed));
  } catch {
    // It is remembered until the page is left.
  }
  for (const listener of listeners) listener();
}

export const onSpeedChange = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function useSpeed(): number {
  return useSyncExternalStore(onSpeedChange, currentSpeed, () => 1);
}

function readKept(): string | null {
  try {
    return window.localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
