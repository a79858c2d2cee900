/** Between tries. The first are for a server that restarts, the last for a tunnel or a night. */
const DELAYS_MS = [500, 1_000, 2_000, 5_000, 10_000, 30_000];

/** How long to wait before the next try, after so many that brought nothing. */
export const retryDelayMs = (failures: number): number =>
  DELAYS_MS[Math.min(failures, DELAYS_MS.length) - 1] ?? 500;

/** Waits; shorter when the network comes back or the person looks at the page again. Ends early when aborted. */
export function waitForMoment(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const visible = () => document.visibilityState === 'visible' && end();
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener('online', end);
      document.removeEventListener('visibilitychange', visible);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, delayMs);
    window.addEventListener('online', end);
    document.addEventListener('visibilitychange', visible);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
