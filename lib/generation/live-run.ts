import type { StreamChunk } from '@/lib/contracts';
import { toFrame } from './frame';
import { LogWriter } from './log-writer';

/** Deltas that arrive within this time share one frame; people read slower, sockets cost more. */
const COALESCE_MS = 25;

type Reader = { push(bytes: Uint8Array): void; end(): void };
type DeltaType = 'text-delta' | 'reasoning-delta';

const encoder = new TextEncoder();

/**
 * A run in progress in this process: its numbered log in memory, its readers, and the writer that saves it.
 * `write` never waits: readers are pushed to, the database follows behind.
 */
export class LiveRun {
  readonly controller = new AbortController();
  private readonly frames: Uint8Array[] = [];
  private readonly readers = new Set<Reader>();
  private readonly log: LogWriter;
  private pending: { type: DeltaType; id: string; text: string } | null = null;
  private timer: NodeJS.Timeout | null = null;
  private spoken = false;
  private ended = false;

  constructor(
    readonly id: string,
    readonly ownerId: string,
    options: { persist: boolean } = { persist: true },
  ) {
    this.log = new LogWriter(id, options.persist);
  }

  /** Adds a chunk that is not a delta; what was gathered goes first. */
  write(chunk: StreamChunk): void {
    this.flushDelta();
    this.append(chunk);
  }

  /** Adds text. The first of a run leaves at once, later ones are gathered for COALESCE_MS. */
  writeDelta(type: DeltaType, id: string, text: string): void {
    if (!this.spoken) {
      this.spoken = true;
      this.append({ type, id, delta: text });
      return;
    }
    if (this.pending && this.pending.type === type && this.pending.id === id) {
      this.pending.text += text;
      return;
    }
    this.flushDelta();
    this.pending = { type, id, text };
    this.timer = setTimeout(() => this.flushDelta(), COALESCE_MS);
  }

  get isOver(): boolean {
    return this.ended;
  }

  /** Ends the log: readers are told, and the promise resolves when the last frame is saved. */
  async end(): Promise<void> {
    this.flushDelta();
    this.ended = true;
    for (const reader of this.readers) reader.end();
    this.readers.clear();
    await this.log.close();
  }

  /** Saves what was gathered so far; for a caller about to close the run in the database. */
  async settle(): Promise<void> {
    this.flushDelta();
    await this.log.flush();
  }

  /** Replays everything after frame `after` in one piece, then follows. Returns a function that leaves. */
  follow(after: number, reader: Reader): () => void {
    const missed = this.frames.slice(Math.max(0, after));
    if (missed.length > 0) reader.push(missed.length === 1 && missed[0] ? missed[0] : Buffer.concat(missed));
    if (this.ended) {
      reader.end();
      return () => {};
    }
    this.readers.add(reader);
    return () => this.readers.delete(reader);
  }

  private flushDelta(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const gathered = this.pending;
    this.pending = null;
    if (gathered) this.append({ type: gathered.type, id: gathered.id, delta: gathered.text });
  }

  private append(chunk: StreamChunk): void {
    const seq = this.frames.length + 1;
    const frame = toFrame(seq, chunk);
    // Encoded once for all readers.
    const bytes = encoder.encode(frame);
    this.frames.push(bytes);
    for (const reader of this.readers) reader.push(bytes);
    this.log.add(seq, frame);
  }
}
