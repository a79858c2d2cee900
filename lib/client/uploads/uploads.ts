import type { Asset } from '@/lib/contracts';
import { newId } from '@/lib/kernel';
import { api } from '../api';
import type { UploadBook, UploadEngine } from './engine-ports';
import { hasKeptUploads } from './kept-mark';
import type { LocalUpload, UploadAbout } from './local-upload';
import type { UploadsFront } from './ports';

const nothing: readonly LocalUpload[] = [];

/**
 * What is known of every upload of one person in this browser. What keeps and sends them is fetched when there is
 * the first of them.
 */
export class Uploads implements UploadsFront {
  #items: ReadonlyMap<string, LocalUpload> = new Map();
  #lists = new Map<string, readonly LocalUpload[]>();
  readonly #listeners = new Set<() => void>();
  #engine: Promise<UploadEngine> | null = null;
  #restoring: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  readonly #book: UploadBook;

  constructor(
    private readonly personId: string,
    private readonly loadEngine: (personId: string, book: UploadBook) => Promise<UploadEngine> = fetchEngine,
  ) {
    this.#book = {
      all: () => [...this.#items.values()],
      get: (id) => this.get(id),
      put: (upload) => this.#put(upload),
      remove: (id) => this.#remove(id),
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(file: Blob, about: UploadAbout): LocalUpload {
    const upload: LocalUpload = {
      id: about.id ?? newId(),
      conversationId: about.conversationId,
      file,
      name: about.name ?? (file instanceof File ? file.name : ''),
      type: file.type,
      size: file.size,
      state: 'waiting',
      progress: 0,
      error: null,
      asset: null,
      durationMs: about.durationMs ?? null,
      waveform: about.waveform ?? null,
      purpose: about.purpose,
      isKept: true,
    };
    this.#put(upload);
    this.#tell((engine) => engine.begin(upload.id));
    return upload;
  }

  get(id: string): LocalUpload | null {
    return this.#items.get(id) ?? null;
  }

  list(conversationId: string): readonly LocalUpload[] {
    const known = this.#lists.get(conversationId);
    if (known) return known;
    const found = [...this.#items.values()].filter((upload) => upload.conversationId === conversationId);
    const list = found.length === 0 ? nothing : found;
    this.#lists.set(conversationId, list);
    return list;
  }

  pause(id: string): void {
    const upload = this.get(id);
    if (upload?.state === 'waiting' || upload?.state === 'uploading')
      this.#set(id, { state: 'paused', error: null });
  }

  resume(id: string): void {
    if (this.get(id)?.state === 'paused') this.#set(id, { state: 'waiting', error: null });
  }

  retry(id: string): void {
    if (this.get(id)?.state === 'failed') this.#set(id, { state: 'waiting', error: null, progress: 0 });
  }

  cancel(id: string): void {
    this.#remove(id);
    this.#tell((engine) => engine.drop(id, { onServer: true }));
  }

  forget(id: string): void {
    this.#remove(id);
    this.#tell((engine) => engine.drop(id, { onServer: false }));
  }

  assign(ids: readonly string[], to: Partial<Pick<LocalUpload, 'conversationId' | 'purpose'>>): void {
    for (const id of ids) this.#set(id, to);
  }

  whenDone(id: string): Promise<Asset> {
    return new Promise((resolve, reject) => {
      const isSettled = (): boolean => {
        const upload = this.get(id);
        if (!upload) reject(new DOMException('The upload is not there any more.', 'AbortError'));
        else if (upload.asset) resolve(upload.asset);
        else if (upload.state === 'failed')
          reject(new Error(upload.error ?? 'The file could not be uploaded.'));
        else return false;
        return true;
      };
      if (isSettled()) return;
      const stop = this.subscribe(() => {
        if (isSettled()) stop();
      });
    });
  }

  restore(): Promise<void> {
    this.#restoring ??= this.#restore().catch((error: unknown) => {
      this.#restoring = null;
      throw error;
    });
    return this.#restoring;
  }

  async #restore(): Promise<void> {
    if (hasKeptUploads(this.personId)) await (await this.#start()).restore();
  }

  /** Reads the asset of a finished one afresh: what was being prepared may have a picture by now. Throws ApiError. */
  async refreshAsset(id: string): Promise<void> {
    const { asset } = this.get(id) ?? {};
    if (asset) this.#set(id, { asset: await api.getAsset(asset.id) });
  }

  /** A person's change, which the engine keeps and follows. */
  #set(id: string, change: Partial<LocalUpload>): void {
    const upload = this.get(id);
    if (!upload) return;
    this.#put({ ...upload, ...change });
    this.#tell((engine) => engine.follow(id));
  }

  #put(upload: LocalUpload): void {
    const before = this.#items.get(upload.id);
    this.#items = new Map(this.#items).set(upload.id, upload);
    this.#lists.delete(upload.conversationId);
    if (before) this.#lists.delete(before.conversationId);
    this.#notify();
  }

  #remove(id: string): void {
    const before = this.#items.get(id);
    if (!before) return;
    const items = new Map(this.#items);
    items.delete(id);
    this.#items = items;
    this.#lists.delete(before.conversationId);
    this.#notify();
  }

  #notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  #start(): Promise<UploadEngine> {
    this.#engine ??= this.loadEngine(this.personId, this.#book).catch((error: unknown) => {
      // The code could not be fetched: the next call tries again.
      this.#engine = null;
      throw error;
    });
    return this.#engine;
  }

  #tell(what: (engine: UploadEngine) => void): void {
    this.#start().then(what, () => this.#tryLater());
  }

  /** Without the code nothing is kept or sent: as with everything that the network owes, it is asked for again. */
  #tryLater(): void {
    for (const upload of this.#items.values())
      if (upload.state === 'waiting') this.#put({ ...upload, error: CODE_MISSING });
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#tell((engine) => {
        for (const { id } of this.#items.values()) engine.begin(id);
      });
    }, RETRY_MS);
  }
}

const RETRY_MS = 5_000;
const CODE_MISSING = 'The connection was lost. It goes on by itself; leave this page open.';

async function fetchEngine(personId: string, book: UploadBook): Promise<UploadEngine> {
  const { createUploadEngine } = await import('./create-engine');
  return createUploadEngine(personId, book);
}
