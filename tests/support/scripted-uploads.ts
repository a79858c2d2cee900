import type { LocalUpload, UploadAbout } from '@/lib/client/uploads/local-upload';
import type { UploadsFront } from '@/lib/client/uploads/ports';
import type { Asset } from '@/lib/contracts';
import { newId } from '@/lib/kernel';

/** Uploads whose course is in the test's hands. `kept` outlives a tab, as IndexedDB does. */
export class ScriptedUploads implements UploadsFront {
  private items = new Map<string, LocalUpload>();
  private readonly listeners = new Set<() => void>();
  readonly retried: string[] = [];
  readonly cancelled: string[] = [];
  readonly forgotten: string[] = [];

  constructor(private readonly kept = new Map<string, LocalUpload>()) {}

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
    this.set(upload);
    return upload;
  }

  /** What happens to an upload next. */
  tell(id: string, change: Partial<LocalUpload>): void {
    const upload = this.items.get(id);
    if (upload) this.set({ ...upload, ...change });
  }

  finish(id: string, assetId: string): void {
    this.tell(id, {
      state: 'done',
      progress: 1,
      error: null,
      asset: { id: assetId, type: 'audio' } as Asset,
    });
  }

  get = (id: string) => this.items.get(id) ?? null;
  list = (conversationId: string) =>
    [...this.items.values()].filter((upload) => upload.conversationId === conversationId);

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  pause = (id: string) => this.tell(id, { state: 'paused' });
  resume = (id: string) => this.tell(id, { state: 'waiting' });

  retry(id: string): void {
    this.retried.push(id);
    this.tell(id, { state: 'waiting', error: null });
  }

  cancel(id: string): void {
    this.cancelled.push(id);
    this.remove(id);
  }

  forget(id: string): void {
    this.forgotten.push(id);
    this.remove(id);
  }

  assign(ids: readonly string[], to: Partial<Pick<LocalUpload, 'conversationId' | 'purpose'>>): void {
    for (const id of ids) this.tell(id, to);
  }

  whenDone = (): Promise<Asset> => Promise.reject(new Error('no test waits for this'));

  async restore(): Promise<void> {
    // As a database does, not at once.
    await Promise.resolve();
    for (const upload of this.kept.values()) this.items.set(upload.id, upload);
  }

  private set(upload: LocalUpload): void {
    this.items.set(upload.id, upload);
    this.kept.set(upload.id, upload);
    for (const listener of this.listeners) listener();
  }

  private remove(id: string): void {
    this.items.delete(id);
    this.kept.delete(id);
    for (const listener of this.listeners) listener();
  }
}
