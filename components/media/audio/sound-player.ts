import { takeTheFloor } from '../playing/one-at-a-time';
import { currentSpeed, onSpeedChange } from '../playing/speed';
import { clearSession, showSession } from './media-session';

/** Something to be heard. */
export type Sound = {
  id: string;
  url: string;
  title: string;
  artwork: string | null;
  durationMs: number | null;
};

type SoundState = {
  status: 'paused' | 'loading' | 'playing' | 'failed';
  timeMs: number;
  /** As the file says, in case nobody measured it. */
  fileDurationMs: number | null;
};

const untouched: SoundState = { status: 'paused', timeMs: 0, fileDurationMs: null };

/** Beyond the end of anything: going there makes a browser find out how long a recording without a length is. */
const FAR_S = 1e7;

/**
 * Plays recordings, one at a time. It belongs to no component: a message that is scrolled out of sight leaves the
 * page, and what it says goes on. Each recording keeps its place until the page is left.
 */
class SoundPlayer {
  #audio: HTMLAudioElement | null = null;
  #sound: Sound | null = null;
  /** The page on which it was started. */
  #path = '';
  readonly #states = new Map<string, SoundState>();
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly stateOf = (id: string): SoundState => this.#states.get(id) ?? untouched;

  /** Where it is this very moment: smoother than the states that are published a few times a second. */
  timeOf(id: string): number {
    return this.#audio && this.#sound?.id === id && !this.#isMeasuring()
      ? this.#audio.currentTime * 1000
      : this.stateOf(id).timeMs;
  }

  play(sound: Sound): void {
    const audio = this.#load(sound);
    takeTheFloor(this);
    this.#path = window.location.pathname;
    audio.playbackRate = currentSpeed();
    this.#change({ status: audio.readyState >= audio.HAVE_FUTURE_DATA ? 'playing' : 'loading' });
    // Refusals arrive as an error event too; being paused before it began is none.
    audio.play().catch(() => audio.paused && this.#settle('paused'));
    showSession(sound, this);
  }

  pause(): void {
    this.#audio?.pause();
  }

  toggle(sound: Sound): void {
    const { status } = this.stateOf(sound.id);
    if (status === 'playing' || status === 'loading') this.pause();
    else this.play(sound);
  }

  /** Goes to a moment of a sound, whether it is playing or not. */
  seek(sound: Sound, timeMs: number): void {
    this.#states.set(sound.id, { ...this.stateOf(sound.id), timeMs });
    if (this.#sound?.id === sound.id && this.#audio) this.#audio.currentTime = timeMs / 1000;
    this.#publish();
  }

  /** Makes the element speak for this sound, at the place where it was left. */
  #load(sound: Sound): HTMLAudioElement {
    const audio = this.#audio ?? this.#create();
    if (this.#sound?.id === sound.id && !audio.error) return audio;
    audio.pause();
    this.#settle('paused');
    this.#sound = sound;
    audio.src = sound.url;
    audio.currentTime = this.stateOf(sound.id).timeMs / 1000;
    return audio;
  }

  #create(): HTMLAudioElement {
    const audio = new Audio();
    this.#audio = audio;
    audio.preload = 'auto';
    const on = (name: keyof HTMLMediaElementEventMap, act: () => void) => audio.addEventListener(name, act);
    on('loadedmetadata', () => {
      if (audio.duration === Number.POSITIVE_INFINITY) audio.currentTime = FAR_S;
    });
    on('durationchange', () => {
      if (!Number.isFinite(audio.duration)) return;
      const { timeMs } = this.#current();
      this.#change({ fileDurationMs: audio.duration * 1000 });
      if (audio.currentTime >= audio.duration && timeMs < audio.duration * 1000) {
        audio.currentTime = timeMs / 1000;
      }
    });
    on('playing', () => this.#change({ status: 'playing' }));
    on('waiting', () => !audio.paused && this.#change({ status: 'loading' }));
    // The one before was paused; this one is on its way.
    on('pause', () => audio.paused && this.#settle('paused'));
    on('error', () => audio.getAttribute('src') && this.#change({ status: 'failed' }));
    on('ended', () => {
      if (this.#isMeasuring()) return;
      audio.currentTime = 0;
      this.#change({ status: 'paused', timeMs: 0 });
      clearSession();
    });
    on('timeupdate', () => {
      if (this.#isMeasuring() || audio.ended) return;
      // Nothing on another page could pause it.
      if (window.location.pathname !== this.#path) audio.pause();
      else if (!audio.seeking) this.#change({ timeMs: audio.currentTime * 1000 });
    });
    onSpeedChange(() => {
      audio.playbackRate = currentSpeed();
    });
    return audio;
  }

  /** True while the browser looks for the end of a recording that does not say how long it is. */
  #isMeasuring(): boolean {
    const audio = this.#audio;
    return audio !== null && (audio.duration === Number.POSITIVE_INFINITY || audio.currentTime >= FAR_S);
  }

  #current(): SoundState {
    return this.#sound ? this.stateOf(this.#sound.id) : untouched;
  }

  #settle(status: SoundState['status']): void {
    if (this.#sound && this.#current().status !== 'failed') this.#change({ status });
  }

  #change(change: Partial<SoundState>): void {
    if (!this.#sound) return;
    this.#states.set(this.#sound.id, { ...this.#current(), ...change });
    this.#publish();
  }

  #publish(): void {
    for (const listener of this.#listeners) listener();
  }
}

export const soundPlayer = new SoundPlayer();
