import { logger } from '@/lib/platform/logger';
import { type FrameBatch, insertFrames } from './store';

const RETRY_MS = 500;
/** How long the end of a run waits for a database that is away, e.g. restarting. */
const PATIENCE_MS = 60_000;

let waiting: FrameBatch[] = [];
let writing: Promise<void> = Promise.resolve();
let next: Promise<void> | null = null;

/**
 * Saves a batch of a run's frames. One statement is in flight in this process; what is handed over meanwhile, by
 * any run, goes into the next one together: the commit is most of the cost, and it is shared. Resolves when the
 * batch is saved, or given up after a minute without a database.
 */
export function saveFrames(batch: FrameBatch): Promise<void> {
  waiting.push(batch);
  next ??= writing.then(() => {
    const batches = waiting;
    waiting = [];
    next = null;
    writing = write(batches);
    return writing;
  });
  return next;
}

async function write(batches: FrameBatch[]): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      await insertFrames(batches);
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        logger.error('run log not saved', { runIds: batches.map(({ runId }) => runId), error });
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}
