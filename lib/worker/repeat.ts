import { logger } from '@/lib/platform/logger';

/** Runs a task now and then every `intervalMs` after it ended; a failure is logged and the next round comes. */
export function repeat(name: string, intervalMs: number, task: () => Promise<unknown>): { stop(): void } {
  let timer: NodeJS.Timeout;
  let stopped = false;
  const run = async () => {
    await task().catch((error: unknown) => logger.warn(`${name} failed`, { error }));
    if (!stopped) timer = setTimeout(() => void run(), intervalMs);
  };
  void run();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
