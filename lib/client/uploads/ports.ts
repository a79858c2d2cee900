import type { Asset } from '@/lib/contracts';
import type { LocalUpload, UploadAbout } from './local-upload';

/**
 * Every upload of one person in this browser. All that is in it is kept with its bytes until it is forgotten or
 * cancelled, goes on by itself after a reload, and is sent by one tab at a time.
 */
export interface UploadsFront {
  /** Takes a file in and starts sending it. Seen by `list` at once; durable when `isKept` stays true. */
  add(file: Blob, about: UploadAbout): LocalUpload;
  get(id: string): LocalUpload | null;
  /** Of one conversation, all purposes, in the order they were added; the same array until something changes. */
  list(conversationId: string): readonly LocalUpload[];
  /** Called after each change of any upload. Returns the way to stop. */
  subscribe(listener: () => void): () => void;
  pause(id: string): void;
  resume(id: string): void;
  /** Tries a failed one again. */
  retry(id: string): void;
  /** Takes it out, here and on the server: bytes, unfinished upload, and the asset that it made. */
  cancel(id: string): void;
  /** Takes it out here only: the asset stays. For what a delivered message carries. */
  forget(id: string): void;
  /** Moves uploads to another conversation or purpose: what was in the tray belongs to a message now. */
  assign(ids: readonly string[], to: Partial<Pick<LocalUpload, 'conversationId' | 'purpose'>>): void;
  /**
   * The asset, however long it takes. Rejects with an Error whose message can be shown when the server refuses the
   * file (`retry` and ask again), and with an AbortError when it is cancelled or forgotten before, or unknown.
   */
  whenDone(id: string): Promise<Asset>;
  /** Puts back what earlier visits kept, and goes on sending. */
  restore(): Promise<void>;
}
