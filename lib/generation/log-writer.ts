import { saveFrames } from './save-frames';

/** Five writes a second a run at most: what a crash can lose is what was said in this time. */
const SAVE_INTERVAL_MS = 200;

/** The runs with frames to save. One timer for all of them lets them share a statement. */
const unsaved = new Set<LogWriter>();
let timer: NodeJS.Timeout | null = null;

function flushAll(): void {
  timer = null;
  for (const writer of unsaved) void writer.flush();
}

/** Saves a run's frames behind its back: in batches, in order, retried while the database is away. */
export class LogWriter {
  private buffer = '';
  private seqFrom = 0;
  private seqTo = 0;
  private saved: Promise<void> = Promise.resolve();

  constructor(
    private readonly runId: string,
    private readonly enabled: boolean,
  ) {}

  add(seq: number, frame: string): void {
    if (!this.enabled) return;
    if (this.buffer === '') this.seqFrom = seq;
    this.seqTo = seq;
    this.buffer += frame;
    unsaved.add(this);
    if (timer === null) timer = setTimeout(flushAll, SAVE_INTERVAL_MS);
  }

  /** Resolves when everything added before the call is saved, or given up after a minute without a database. */
  flush(): Promise<void> {
    unsaved.delete(this);
    if (this.buffer !== '') {
      const { runId, seqFrom, seqTo, buffer: frames } = this;
      this.buffer = '';
      // Batches are saved in the order in which they are handed over, so the last one stands for all.
      this.saved = saveFrames({ runId, seqFrom, seqTo, frames });
    }
    return this.saved;
  }

  close(): Promise<void> {
    return this.flush();
  }
}
