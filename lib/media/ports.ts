import type { Readable } from 'node:stream';

export type StoredObject = { key: string; sizeBytes: number; modifiedAt: Date };

/** Both ends inclusive, as in an HTTP Range; `end` absent means to the last byte. */
export type ByteRange = { start: number; end?: number };

/**
 * Where bytes are kept. Keys follow storage-key.ts; anything else is refused before it touches a path. Failures of
 * the place itself are AppErrors `media.storage_full` or `media.storage_unavailable`; an error thrown by the given
 * bytes passes through unchanged.
 */
export interface Storage {
  /** Recorded with each asset, so that a later driver can still find it. */
  readonly driver: string;
  /**
   * Keeps all bytes or nothing, durably before it resolves. A key that exists is a conflict (`media.key_taken`),
   * never overwritten.
   */
  put(
    key: string,
    bytes: AsyncIterable<Uint8Array>,
    about: { contentType: string },
  ): Promise<{ sizeBytes: number }>;
  /** The caller ends or destroys the stream. Throws `media.bytes_missing` when nothing is stored. */
  open(key: string, range?: ByteRange): Promise<Readable>;
  stat(key: string): Promise<StoredObject | null>;
  /** Deleting what is not there is no error. */
  delete(key: string): Promise<void>;
  /** Everything whose key begins with `prefix`, in no order; unfinished puts are not seen. */
  list(prefix: string): AsyncIterable<StoredObject>;
  /** Removes what interrupted puts left behind before `olderThan`; returns how many. */
  dropUnfinished(olderThan: Date): Promise<number>;
  /** Writes, reads and deletes a probe; throws when that does not work. */
  check(): Promise<void>;
}
