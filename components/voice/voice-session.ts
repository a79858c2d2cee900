import type { KeptRecording, Recorder, Recording } from '@/lib/client/recorder';
import * as browserRecordings from '@/lib/client/recorder';
import type { UploadsFront } from '@/lib/client/uploads';
import { pausePlaying } from '../media/playing/one-at-a-time';
import { type Hold, type Point, readHold, restingHold } from './hold-gesture';

/** A release before this much was recorded was a tap: it goes on hands-free. */
const TAP_MS = 600;
/** So little is thrown away without a way back. */
const SHORT_MS = 3_000;
/** How long it can be had back. */
const UNDO_MS = 10_000;
/** Within this the upload has been written down; a crash before finds the recording where it was. */
const HANDING_OVER_MS = 1_000;

export type VoiceNotice =
  | { kind: 'problem'; message: string }
  | { kind: 'discarded' | 'unfinished'; recording: KeptRecording };

export type VoiceView = {
  recorder: Recorder | null;
  /** Held by a finger, or going on by itself. */
  mode: 'held' | 'locked';
  hold: Hold;
  /** It is being handed over. */
  busy: boolean;
  notice: VoiceNotice | null;
};

export type Press = { type: 'down' | 'move' | 'up' | 'lost' | 'click' } & Point & {
    isRightToLeft: boolean;
    /** A click by keyboard or assistive technology, which no press of a pointer preceded. */
    isByKey: boolean;
  };

type Given = {
  personId: string;
  /** The conversation's id, or 'new' before there is one. */
  conversationId: string;
  /** Takes a recording over, as an upload with the same id. */
  onRecorded(recording: Recording): void;
  uploads: Pick<UploadsFront, 'get' | 'restore' | 'whenDone'>;
};

/** Where recordings are made and kept. */
export type Recordings = Pick<
  typeof browserRecordings,
  'createRecorder' | 'listKeptRecordings' | 'readKeptRecording' | 'removeKeptRecording' | 'restoreRecording'
>;

const idle: VoiceView = { recorder: null, mode: 'locked', hold: restingHold, busy: false, notice: null };

/** Recording in one composer: what the button, the keys and the lines above the field do. */
export class VoiceSession {
  #view = idle;
  #from: Point = { x: 0, y: 0 };
  /** The click that belongs to a press which has already had its effect. */
  #skipsClick = false;
  #undoTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly given: Given,
    private readonly recordings: Recordings = browserRecordings,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getView = (): VoiceView => this.#view;

  /** What the button feels. */
  press(press: Press): void {
    const { recorder, mode } = this.#view;
    const held = mode === 'held' ? recorder : null;
    if (press.type === 'down') {
      this.#skipsClick = recorder === null;
      this.#from = press;
      if (!recorder) this.#begin('held');
    } else if (press.type === 'click') {
      const belongsToPress = this.#skipsClick && !press.isByKey;
      this.#skipsClick = false;
      if (belongsToPress) return;
      if (recorder) void this.send();
      else this.#begin('locked');
    } else if (held) {
      if (press.type === 'move') this.#slide(readHold(this.#from, press, press.isRightToLeft));
      if (press.type === 'up') this.#release(held);
      // The system took the finger: what was said goes on.
      if (press.type === 'lost') this.#set({ mode: 'locked', hold: restingHold });
    }
  }

  /** Records hands-free. */
  start(): void {
    if (!this.#view.recorder) this.#begin('locked');
  }

  /** Ends the recording and hands it over. */
  async send(): Promise<void> {
    const { recorder, busy } = this.#view;
    if (!recorder || busy || recorder.getState().phase === 'asking') return;
    this.#set({ busy: true, mode: 'locked', hold: restingHold });
    const recording = await recorder.finish();
    this.#set({ recorder: null, busy: false });
    if (recording) this.#handOver(recording);
    else this.#tell('Nothing was recorded. Check the microphone and try again.');
  }

  /** Throws the recording away; one that is longer than a slip can be had back for a while. */
  async cancel(): Promise<void> {
    const { recorder, busy } = this.#view;
    if (!recorder || busy) return;
    const durationMs = Math.round(recorder.elapsedMs());
    const canReturn = durationMs >= SHORT_MS;
    this.#set({ recorder: null, hold: restingHold });
    await recorder.discard(canReturn);
    if (!canReturn || this.#view.recorder) return;
    const { conversationId } = this.given;
    this.#offerBack({ id: recorder.id, conversationId, durationMs, startedAt: Date.now() });
  }

  /** Looks for what an earlier visit left behind. */
  async lookForKept(): Promise<void> {
    const { personId, conversationId, uploads } = this.given;
    await uploads.restore().catch(() => {});
    const kept = await this.recordings.listKeptRecordings(personId, (id) => uploads.get(id) !== null);
    // Where a conversation begins, whatever was left elsewhere is offered too: it may have been the app's last page.
    const recording = kept.find((row) => row.conversationId === conversationId || conversationId === 'new');
    const { recorder, notice } = this.#view;
    if (recording && !recorder && !notice) this.#set({ notice: { kind: 'unfinished', recording } });
  }

  async sendKept(): Promise<void> {
    const recording = await this.#takeKept();
    if (recording) this.#handOver(recording);
  }

  async discardKept(): Promise<void> {
    const { notice } = this.#view;
    if (notice?.kind !== 'unfinished') return;
    this.#set({ notice: null });
    await this.recordings.removeKeptRecording(notice.recording.id);
    await this.lookForKept();
  }

  async downloadKept(): Promise<void> {
    const { notice } = this.#view;
    if (notice?.kind !== 'unfinished') return;
    const recording = await this.recordings
      .readKeptRecording(this.given.personId, notice.recording.id)
      .catch(() => null);
    if (!recording) return this.#tell('The recording is not in this browser any more.');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(recording.file);
    link.download = recording.file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), UNDO_MS);
  }

  /** Has back what was thrown away. */
  async undo(): Promise<void> {
    const { notice } = this.#view;
    if (notice?.kind !== 'discarded') return;
    clearTimeout(this.#undoTimer);
    const recording = await this.recordings
      .restoreRecording(this.given.personId, notice.recording.id)
      .catch(() => null);
    if (recording) this.#set({ notice: { kind: 'unfinished', recording } });
    else this.#tell('The recording is not in this browser any more.');
  }

  dismiss(): void {
    this.#set({ notice: null });
  }

  /** The composer goes away. What is being recorded is kept, and offered when it is back. */
  close(): void {
    const { recorder, notice } = this.#view;
    clearTimeout(this.#undoTimer);
    if (recorder?.getState().phase === 'asking') void recorder.discard();
    else void recorder?.stop();
    if (notice?.kind === 'discarded') void this.recordings.removeKeptRecording(notice.recording.id);
    this.#set(idle);
  }

  #begin(mode: VoiceView['mode']): void {
    const { notice } = this.#view;
    clearTimeout(this.#undoTimer);
    if (notice?.kind === 'discarded') void this.recordings.removeKeptRecording(notice.recording.id);
    // What is heard now would be recorded too.
    pausePlaying();
    const recorder = this.recordings.createRecorder(this.given);
    recorder.subscribe(() => {
      const { phase, problem } = recorder.getState();
      if (phase !== 'failed' || this.#view.recorder !== recorder) return;
      this.#set({ recorder: null });
      this.#tell(problem?.message ?? '');
    });
    this.#set({ ...idle, recorder, mode });
    void recorder.start();
  }

  #slide(hold: Hold): void {
    if (hold.decision === 'cancel') void this.cancel();
    else if (hold.decision === 'lock') this.#set({ mode: 'locked', hold: restingHold });
    else this.#set({ hold });
  }

  #release(recorder: Recorder): void {
    const isTap = recorder.getState().phase === 'asking' || recorder.elapsedMs() < TAP_MS;
    if (isTap) this.#set({ mode: 'locked', hold: restingHold });
    else void this.send();
  }

  /** Gives it away, and lets go of it once it is safe there: where uploads cannot be kept, when it has arrived. */
  #handOver(recording: Recording): void {
    const { onRecorded, uploads } = this.given;
    onRecorded(recording);
    setTimeout(async () => {
      if (uploads.get(recording.id)?.isKept === false) await uploads.whenDone(recording.id).catch(() => {});
      await this.recordings.removeKeptRecording(recording.id);
      await this.lookForKept();
    }, HANDING_OVER_MS);
  }

  async #takeKept(): Promise<Recording | null> {
    const { notice } = this.#view;
    if (notice?.kind !== 'unfinished') return null;
    this.#set({ notice: null });
    const recording = await this.recordings
      .readKeptRecording(this.given.personId, notice.recording.id)
      .catch(() => null);
    if (!recording) this.#tell('The recording is not in this browser any more.');
    return recording;
  }

  #offerBack(recording: KeptRecording): void {
    this.#set({ notice: { kind: 'discarded', recording } });
    this.#undoTimer = setTimeout(() => {
      const { notice } = this.#view;
      if (notice?.kind !== 'discarded' || notice.recording !== recording) return;
      this.#set({ notice: null });
      void this.recordings.removeKeptRecording(recording.id);
    }, UNDO_MS);
  }

  #tell(message: string): void {
    this.#set({ notice: { kind: 'problem', message } });
  }

  #set(change: Partial<VoiceView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}
