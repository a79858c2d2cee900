import { newId } from '@/lib/kernel';
import { LEVEL_MS, LevelTrace } from './levels';
import { type MicrophoneProblem, toMicrophoneProblem } from './microphone-problem';
import type { Microphone } from './open-microphone';
import {
  elapsedMs,
  isFull,
  type RecorderEvent,
  type RecorderState,
  startState,
  stepRecorder,
} from './recorder-state';
import type { RecordingRow, RecordingStore } from './recording-store';
import { bareType, nameRecording } from './recording-type';

/** A finished recording, ready to be sent. */
export type Recording = {
  /** UUIDv7. */
  id: string;
  file: File;
  durationMs: number;
  /** As in `Asset.waveform`. */
  waveform: string | null;
};

export type RecorderPorts = {
  openMicrophone(): Promise<Microphone>;
  store: RecordingStore;
  /** Keeps the screen on until the returned function is called. */
  keepAwake(): () => void;
  /** Says to other tabs that this one is being made, until the returned function is called. */
  hold(id: string): () => void;
  /** Milliseconds on a clock that never goes back. */
  nowMs(): number;
};

/**
 * One recording, from asking for the microphone to a file. What was said is kept piece by piece while it is said;
 * it is forgotten only by `discard` or `forget`. Nothing here throws: the state says what is wrong.
 */
export class Recorder {
  readonly id = newId();
  readonly #startedAt = new Date();
  readonly #listeners = new Set<() => void>();
  readonly #levels = new LevelTrace();
  readonly #pieces: Blob[] = [];
  #state: RecorderState = startState;
  #microphone: Microphone | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  #letGo: (() => void)[] = [];
  /** Pieces are written one after the other, in their order. */
  #written: Promise<void> = Promise.resolve();
  #ending: Promise<void> | null = null;
  #isGone = false;

  constructor(
    private readonly ports: RecorderPorts,
    private readonly about: { personId: string; conversationId: string },
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Another object after each change of phase; time and levels are read when they are drawn. */
  readonly getState = (): RecorderState => this.#state;

  elapsedMs(): number {
    return elapsedMs(this.#state, this.ports.nowMs());
  }

  get levels(): LevelTrace {
    return this.#levels;
  }

  /** Asks for the microphone and records as soon as it is given. */
  async start(): Promise<void> {
    let microphone: Microphone;
    try {
      microphone = await this.ports.openMicrophone();
    } catch (error) {
      this.#step({ type: 'refused', problem: toProblem(error) });
      return;
    }
    // Cancelled while the question was on screen.
    if (this.#isGone) return microphone.close();
    this.#microphone = microphone;
    try {
      await microphone.start({
        onPiece: (piece) => this.#keep(piece),
        onLost: () => void this.stop('microphone-lost'),
        onInterrupted: () => this.pause('interrupted'),
      });
    } catch (error) {
      microphone.close();
      this.#step({ type: 'refused', problem: toProblem(error) });
      return;
    }
    if (this.#isGone) {
      await this.#end();
      await this.forget();
      return;
    }
    this.#letGo = [this.ports.keepAwake(), this.ports.hold(this.id)];
    this.#step({ type: 'granted', atMs: this.ports.nowMs() });
    this.#timer = setInterval(() => this.#tick(), LEVEL_MS);
  }

  pause(why?: 'interrupted'): void {
    if (this.#state.phase !== 'recording') return;
    this.#microphone?.pause();
    this.#microphone?.flush();
    this.#step({ type: 'paused', atMs: this.ports.nowMs(), ...(why ? { why } : {}) });
  }

  resume(): void {
    if (this.#state.phase !== 'paused') return;
    this.#microphone?.resume();
    this.#step({ type: 'resumed', atMs: this.ports.nowMs() });
  }

  /** Writes down what was said up to now: the page may go any moment. */
  flush(): void {
    this.#microphone?.flush();
  }

  /** Ends the recording and keeps it. Resolves when its last piece is here and the microphone is let go. */
  stop(why?: 'limit' | 'microphone-lost'): Promise<void> {
    if (this.#state.phase === 'recording' || this.#state.phase === 'paused') {
      this.#step({ type: 'stopped', atMs: this.ports.nowMs(), ...(why ? { why } : {}) });
      this.#ending = this.#end();
    }
    return this.#ending ?? Promise.resolve();
  }

  /** What has been said so far, to be listened to. */
  async preview(): Promise<Blob> {
    this.#microphone?.flush();
    // The piece asked for comes with an event of its own.
    await new Promise((resolve) => setTimeout(resolve, LEVEL_MS));
    return this.#toFile();
  }

  /** Ends it and hands over the file. It stays kept until `forget`. Null when nothing was recorded. */
  async finish(): Promise<Recording | null> {
    await this.stop();
    if (this.#pieces.length === 0) return null;
    const durationMs = Math.round(this.elapsedMs());
    return { id: this.id, file: this.#toFile(), durationMs, waveform: this.#levels.toWaveform() };
  }

  /** Ends it and throws it away; with `canReturn` only after the page has gone. */
  async discard(canReturn = false): Promise<void> {
    this.#isGone = true;
    await this.stop();
    await this.#written;
    await this.#write(() =>
      canReturn
        ? this.ports.store.save({ ...this.#row(), isDiscarded: true })
        : this.ports.store.remove(this.id),
    );
  }

  /** What was kept is in other hands now. */
  async forget(): Promise<void> {
    await this.#written;
    await this.#write(() => this.ports.store.remove(this.id));
  }

  async #end(): Promise<void> {
    clearInterval(this.#timer);
    await this.#microphone?.stop();
    this.#microphone?.close();
    await this.#written;
    for (const letGo of this.#letGo) letGo();
    this.#letGo = [];
  }

  #tick(): void {
    if (this.#state.phase !== 'recording') return;
    this.#levels.add(this.#microphone?.level() ?? 0, this.elapsedMs());
    if (isFull(this.#state, this.ports.nowMs())) void this.stop('limit');
  }

  #keep(piece: Blob): void {
    const index = this.#pieces.push(piece) - 1;
    this.#written = this.#written.then(() =>
      this.#write(async () => {
        const bytes = await piece.arrayBuffer();
        await this.ports.store.addPiece(this.#row(), index, bytes);
      }),
    );
  }

  /** A full or forbidden storage costs the safety, not the recording: it is in memory as well. */
  async #write(write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch {
      return;
    }
  }

  #row(): RecordingRow {
    return {
      id: this.id,
      personId: this.about.personId,
      conversationId: this.about.conversationId,
      type: this.#microphone?.type ?? '',
      startedAt: this.#startedAt.getTime(),
      durationMs: Math.round(this.elapsedMs()),
      levels: this.#levels.toBytes(),
      isDiscarded: false,
    };
  }

  #toFile(): File {
    const type = this.#microphone?.type ?? '';
    return new File(this.#pieces, nameRecording(type, this.#startedAt), { type: bareType(type) });
  }

  #step(event: RecorderEvent): void {
    const next = stepRecorder(this.#state, event);
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }
}

function toProblem(error: unknown): MicrophoneProblem {
  const given = error as Partial<MicrophoneProblem> | null;
  return typeof given?.code === 'string' && typeof given.message === 'string'
    ? { code: given.code, message: given.message }
    : toMicrophoneProblem(error);
}
