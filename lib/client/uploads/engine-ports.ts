import type { LocalUpload } from './local-upload';

/** What the tab shows of its uploads; whoever changes it is heard by every listener. */
export interface UploadBook {
  all(): LocalUpload[];
  get(id: string): LocalUpload | null;
  put(upload: LocalUpload): void;
  remove(id: string): void;
}

/** What keeps uploads in the browser and sends them, as the book says. */
export interface UploadEngine {
  /** Puts what earlier visits kept into the book, and goes on. Resolves when it is in. */
  restore(): Promise<void>;
  /** One was added to the book; telling it twice does no harm. */
  begin(id: string): void;
  /** A person changed one in the book: paused it, resumed it, moved it. */
  follow(id: string): void;
  /** One was taken out of the book. */
  drop(id: string, where: { onServer: boolean }): void;
}

/** What is kept of an upload besides its bytes. */
export type UploadRecord = Omit<LocalUpload, 'file' | 'isKept'> & {
  /** Of a resumable upload on the server. */
  url: string | null;
  /** Whether any of it was sent: then something of it may be on the server. */
  wasTried: boolean;
};

/** What of a cancelled upload is still to be removed from the server: at the first of the paths that is there. */
export type Removal = { id: string; paths: string[] };

/** A place in the browser that outlives the page. Every call may fail. */
export interface UploadKeep {
  save(record: UploadRecord, file?: Blob): Promise<void>;
  read(id: string): Promise<{ record: UploadRecord; file: Blob } | null>;
  readAll(): Promise<{ record: UploadRecord; file: Blob }[]>;
  delete(id: string): Promise<void>;
  saveRemoval(removal: Removal): Promise<void>;
  readRemovals(): Promise<Removal[]>;
  deleteRemoval(id: string): Promise<void>;
}

/** What a sender tells while it sends. */
export type SendOptions = {
  signal: AbortSignal;
  /** Where the server has the beginning of it, from an earlier try. */
  url: string | null;
  onUrl(url: string): void;
  /** From 0 to 1. */
  onProgress(fraction: number): void;
};
