import type { Job } from '@/lib/contracts';
import { toSpeakableText } from '@/lib/contracts/speakable-text';
import { takeTheFloor } from '../../media/playing/one-at-a-time';
import { announce } from '../../ui/announcements';
import { canBrowserSpeak, readWithBrowser } from './browser-voice';
import { readWithEngine } from './engine-voice';
import { guessLanguage } from './guess-language';
import { nowReading } from './now-reading';

export type ReaderState =
  | { status: 'idle' }
  | { status: 'preparing' | 'reading'; messageId: string; progress: number | null }
  | { status: 'asking'; messageId: string; job: Job; answer(wanted: boolean): void };

export type ReadRequest = {
  messageId: string;
  content: string;
  /** `browser`, or a speech model. */
  voice: string;
  /** Tags in the order of preference. */
  languages: string[];
};

const FELL_BACK = 'The chosen voice is not available now, so your device reads instead.';
const CANNOT = 'This browser has no voice to read with. Choose another one in the settings.';
const CUT = 'This answer is long: the beginning of it is read.';
const NOTHING = 'There are no words in this answer that could be read aloud.';

/**
 * Reads one answer at a time. It belongs to no component: an answer that is scrolled out of sight leaves the page, and
 * goes on being read. What else begins to be heard stops it.
 */
class Reader {
  #state: ReaderState = { status: 'idle' };
  #controller: AbortController | null = null;
  readonly #listeners = new Set<() => void>();
  /** What stops it as a player of recordings is paused. */
  readonly #asPlayer = { pause: () => this.stop() };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): ReaderState => this.#state;

  /** Never throws: what goes wrong is said. */
  async read(request: ReadRequest): Promise<void> {
    this.stop();
    const controller = new AbortController();
    this.#controller = controller;
    const { signal } = controller;
    // Somebody who went to another page has nothing there to stop it with.
    const path = window.location.pathname;
    const watch = setInterval(() => window.location.pathname !== path && controller.abort(), 500);
    try {
      await this.#readBy(request, signal);
    } catch {
      if (!signal.aborted) announce(CANNOT, 'danger');
    } finally {
      clearInterval(watch);
      if (this.#controller === controller) {
        this.#controller = null;
        this.#set({ status: 'idle' });
      }
    }
  }

  stop(): void {
    const controller = this.#controller;
    this.#controller = null;
    controller?.abort();
    this.#set({ status: 'idle' });
  }

  async #readBy(request: ReadRequest, signal: AbortSignal): Promise<void> {
    const { messageId, content, voice, languages } = request;
    const text = toSpeakableText(content);
    if (text === '') return announce(NOTHING);
    const say = (state: ReaderState) => signal.aborted || this.#set(state);
    if (voice !== 'browser') {
      say({ status: 'preparing', messageId, progress: null });
      try {
        return await readWithEngine({
          ...{ messageId, voice, signal },
          onPlaying: () => say({ status: 'reading', messageId, progress: 0 }),
          onProgress: (progress) => say({ status: 'reading', messageId, progress }),
          onCut: () => announce(CUT),
          onAsked: (job) => this.#ask(messageId, job, signal),
        });
      } catch (error) {
        if (signal.aborted) return;
        if (!canBrowserSpeak()) throw error;
        announce(FELL_BACK);
      }
    }
    if (!canBrowserSpeak()) throw new Error('no voice');
    takeTheFloor(this.#asPlayer);
    say({ status: 'reading', messageId, progress: 0 });
    const language = guessLanguage(text, languages);
    await readWithBrowser({
      ...{ text, language, signal },
      onProgress: (progress) => say({ status: 'reading', messageId, progress }),
    });
  }

  #ask(messageId: string, job: Job, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(false));
      this.#set({
        ...{ status: 'asking', messageId, job },
        answer: (wanted) => {
          this.#set({ status: 'preparing', messageId, progress: null });
          resolve(wanted);
        },
      });
    });
  }

  #set(state: ReaderState): void {
    this.#state = state;
    nowReading.messageId = state.status === 'idle' ? null : state.messageId;
    for (const listener of this.#listeners) listener();
  }
}

export const reader = new Reader();
