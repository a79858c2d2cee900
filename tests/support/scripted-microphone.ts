import type { Microphone, MicrophoneListener } from '@/lib/client/recorder/open-microphone';
import type { RecordingRow, RecordingStore } from '@/lib/client/recorder/recording-store';

/** A microphone that says what the test tells it, one piece a second while it runs, as browsers do. */
export class ScriptedMicrophone implements Microphone {
  readonly type = 'audio/webm;codecs=opus';
  readonly calls: string[] = [];
  loudness = 0.5;
  #listener: MicrophoneListener | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  #count = 0;

  async start(listener: MicrophoneListener): Promise<void> {
    this.calls.push('start');
    this.#listener = listener;
    this.#timer = setInterval(() => this.flush(), 1_000);
  }
  pause(): void {
    this.calls.push('pause');
    clearInterval(this.#timer);
  }
  resume(): void {
    this.calls.push('resume');
    this.#timer = setInterval(() => this.flush(), 1_000);
  }
  flush(): void {
    this.#listener?.onPiece(new Blob([`<${this.#count++}>`]));
  }
  async stop(): Promise<void> {
    this.calls.push('stop');
    clearInterval(this.#timer);
    await Promise.resolve();
    this.flush();
  }
  level = () => this.loudness;
  close(): void {
    this.calls.push('close');
  }

  unplug = () => this.#listener?.onLost();
  interrupt = () => this.#listener?.onInterrupted();
}

/** What IndexedDB would hold. */
export class MemoryRecordings implements RecordingStore {
  readonly rows = new Map<string, RecordingRow>();
  readonly pieces = new Map<string, ArrayBuffer[]>();

  async save(row: RecordingRow): Promise<void> {
    // As a database does: what cannot be cloned is refused.
    this.rows.set(row.id, structuredClone(row));
  }
  async addPiece(row: RecordingRow, index: number, bytes: ArrayBuffer): Promise<void> {
    this.rows.set(row.id, structuredClone(row));
    const pieces = this.pieces.get(row.id) ?? [];
    pieces[index] = bytes;
    this.pieces.set(row.id, pieces);
  }
  async list(personId: string): Promise<RecordingRow[]> {
    return [...this.rows.values()].filter((row) => row.personId === personId);
  }
  async readPieces(id: string): Promise<ArrayBuffer[]> {
    return this.pieces.get(id) ?? [];
  }
  async remove(id: string): Promise<void> {
    this.rows.delete(id);
    this.pieces.delete(id);
  }
}
