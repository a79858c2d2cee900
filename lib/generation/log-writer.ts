import { logger } from '@/lib/platform/logger';
import { insertFrames } from './store';

/** Five writes a second a run at most: what a crash can lose is what was said in this time. */
const SAVE_INTERVAL_MS = 200;
const RETRY_MS = 500;
/** How long the end of a run waits for a database that is away, e.g. restarting. */
const CLOSE_PATIENCE_MS = 60_000;

/** Saves a run's frames behind its back: batches, in order, one write in flight, retried while the database is away. */
export class LogWriter {
  private buffer = '';
  private seqFrom = 0;
  private seqTo = 0;
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly runId: string,
    private readonly enabled: boolean,
  ) {}

  add(seq: number, frame: string): void {
    if (!this.enabled) return;
    if (this.buffer === '') this.seqFrom = seq;
    this.seqTo = seq;
    this.buffer += frame;
    this.timer ??= setTimeout(() => void this.flush(), SAVE_INTERVAL_MS);
  }

  /** Resolves when everything added before the call is saved, or given up after a minute without a database. */
  flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (this.buffer !== '') {
      const batch = { frames: this.buffer, seqFrom: this.seqFrom, seqTo: this.seqTo };
      this.buffer = '';
      this.writing = this.writing.then(() => this.save(batch));
    }
    return this.writing;
  }

  close(): Promise<void> {
    return this.flush();
  }

  private async save(batch: { frames: string; seqFrom: number; seqTo: number }): Promise<void> {
    const deadline = Date.now() + CLOSE_PATIENCE_MS;
    for (;;) {
      try {
        await insertFrames(this.runId, batch.seqFrom, batch.seqTo, batch.frames);
        return;
      } catch (error) {
        if (Date.now() > deadline) {
          logger.error('run log not saved', { runId: this.runId, error });
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }
}
