import { ERRORS, type Lock, type Locker } from '@tus/server';

/** How long a request waits for its turn. The one before is asked to end and then has 3 s (lockDrainTimeout). */
const WAIT_MS = 15_000;

type Turn = { askToEnd(): unknown; ended: Promise<void>; end(): void };

// Next may load this file more than once in a process; the turns must be the same.
const holder = globalThis as unknown as { strandUploadLocks?: Map<string, Turn> };

/**
 * One request at a time for each upload, in this process. A newer one asks the one that runs to end: that is often a
 * connection that died without the server having noticed.
 */
export const turnLocker: Locker = {
  newLock(id: string): Lock {
    holder.strandUploadLocks ??= new Map();
    const turns = holder.strandUploadLocks;
    return {
      async lock(signal, askToEnd) {
        const waiting = AbortSignal.any([signal, AbortSignal.timeout(WAIT_MS)]);
        for (let before = turns.get(id); before; before = turns.get(id)) {
          await before.askToEnd();
          if (!(await endsBefore(waiting, before.ended))) throw ERRORS.ERR_LOCK_TIMEOUT;
        }
        let end = (): void => undefined;
        const ended = new Promise<void>((resolve) => {
          end = resolve;
        });
        turns.set(id, { askToEnd, ended, end });
      },
      async unlock() {
        const mine = turns.get(id);
        turns.delete(id);
        mine?.end();
      },
    };
  },
};

function endsBefore(signal: AbortSignal, ended: Promise<void>): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const givesUp = () => resolve(false);
    signal.addEventListener('abort', givesUp, { once: true });
    void ended.then(() => {
      signal.removeEventListener('abort', givesUp);
      resolve(true);
    });
  });
}
