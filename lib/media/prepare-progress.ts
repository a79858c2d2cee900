/** People see it move, and the event log of a conversation does not fill with it. */
const INTERVAL_MS = 1_000;

/**
 * Tells how far a piece of work is: a new stage at once, everything else at most once a second, one telling at a time.
 */
export class PrepareProgress {
  private stage = '';
  private percent = 0;
  private isDue = false;
  private lastAt = Number.NEGATIVE_INFINITY;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private isClosed = false;

  constructor(private readonly write: (stage: string, percent: number) => Promise<void>) {}

  tell(stage: string, fraction: number): void {
    const percent = Math.round(Math.min(Math.max(fraction, 0), 1) * 100);
    if (stage === this.stage && percent === this.percent) return;
    const isNewStage = stage !== this.stage;
    this.stage = stage;
    this.percent = percent;
    this.schedule(isNewStage);
  }

  /** Something else is worth a look: a variant that is visible now. */
  touch(): void {
    this.schedule(false);
  }

  /** Ends the telling; what was not told yet is not told any more. */
  async close(): Promise<void> {
    this.isClosed = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  private schedule(now: boolean): void {
    this.isDue = true;
    if (this.running || this.isClosed) return;
    if (this.timer) {
      if (!now) return;
      clearTimeout(this.timer);
    }
    const waitMs = now ? 0 : Math.max(0, this.lastAt + INTERVAL_MS - performance.now());
    this.timer = setTimeout(() => this.run(), waitMs);
  }

  private run(): void {
    this.timer = null;
    this.isDue = false;
    this.lastAt = performance.now();
    this.running = this.write(this.stage, this.percent).finally(() => {
      this.running = null;
      if (this.isDue) this.schedule(false);
    });
  }
}
