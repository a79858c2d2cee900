import type { Asset } from '@/lib/contracts';
import { MAX_ATTACHMENTS } from '@/lib/contracts/limits';

export type Attachment = {
  key: string;
  file: File;
  /** From 0 to 1, while it is on its way. */
  progress: number;
  state: 'uploading' | 'ready' | 'failed';
  asset: Asset | null;
  error: string | null;
};

export type Upload = (
  file: File,
  options: { onProgress(fraction: number): void; signal: AbortSignal },
) => Promise<Asset>;

/** Phones on a train share one thin line: more at once only makes all of them late. */
const UPLOADS_AT_ONCE = 3;

/**
 * The files chosen for a message that is being written. Each goes up as soon as it is chosen, a few at a time, and
 * can be cancelled or tried again by itself.
 */
export class AttachmentTray {
  #items: readonly Attachment[] = [];
  readonly #uploads = new Map<string, AbortController>();
  readonly #listeners = new Set<() => void>();
  #nextKey = 1;

  constructor(private readonly upload: Upload) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly items = (): readonly Attachment[] => this.#items;

  /** Takes files in; answers how many were left out because a message cannot carry more. */
  add(files: readonly File[]): number {
    const room = MAX_ATTACHMENTS - this.#items.length;
    const taken = files.slice(0, Math.max(0, room)).map(
      (file): Attachment => ({
        key: String(this.#nextKey++),
        file,
        progress: 0,
        state: 'uploading',
        asset: null,
        error: null,
      }),
    );
    this.#set([...this.#items, ...taken]);
    this.#startNext();
    return files.length - taken.length;
  }

  remove(key: string): void {
    this.#uploads.get(key)?.abort();
    this.#uploads.delete(key);
    this.#set(this.#items.filter((item) => item.key !== key));
    this.#startNext();
  }

  retry(key: string): void {
    this.#change(key, { state: 'uploading', progress: 0, error: null });
    this.#startNext();
  }

  /** Hands what is in it over to a message and is empty afterwards. */
  take(): readonly Attachment[] {
    const items = this.#items;
    this.#set([]);
    return items;
  }

  /** Takes in again what a message could not carry away after all. */
  putBack(items: readonly Attachment[]): void {
    this.#set([...items, ...this.#items]);
  }

  #startNext(): void {
    for (const item of this.#items) {
      if (this.#uploads.size >= UPLOADS_AT_ONCE) return;
      if (item.state === 'uploading' && !this.#uploads.has(item.key)) void this.#start(item);
    }
  }

  async #start({ key, file }: Attachment): Promise<void> {
    const controller = new AbortController();
    this.#uploads.set(key, controller);
    try {
      const asset = await this.upload(file, {
        signal: controller.signal,
        onProgress: (progress) => this.#change(key, { progress }),
      });
      this.#change(key, { state: 'ready', progress: 1, asset });
    } catch (error) {
      // A cancelled one is no longer in the list, and nothing changes.
      this.#change(key, { state: 'failed', error: (error as Error).message });
    }
    if (this.#uploads.get(key) === controller) this.#uploads.delete(key);
    this.#startNext();
  }

  #change(key: string, change: Partial<Attachment>): void {
    this.#set(this.#items.map((item) => (item.key === key ? { ...item, ...change } : item)));
  }

  #set(items: readonly Attachment[]): void {
    this.#items = items;
    for (const listener of this.#listeners) listener();
  }
}

/** The finished assets, in the order in which they were chosen. */
export function assetsOf(items: readonly Attachment[]): Asset[] {
  return items.flatMap((item) => (item.asset ? [item.asset] : []));
}
