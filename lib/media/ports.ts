import type { Readable } from 'node:stream';

export type StoredObject = { key: string; sizeBytes: number; modifiedAt: Date };

/** Both ends inclusive, as in an HTTP Range; `end` absent means to the last byte. */
export type ByteRange = { start: number; end?: number };

export type PutAbout = {
  contentType: string;
  /**
   * A file of this machine with the same bytes, which nobody writes to any more: a driver on the same disk may take
   * it as it is, and then does not read `bytes`.
   */
  file?: string;
};

/** What a driver can do beyond the rest. Data, so that callers ask before they call. */
export type StorageCapabilities = {
  /** `signRead` makes addresses that a browser may read by itself. */
  signedReads: boolean;
  /** `signWrite` makes addresses to which a browser may send by itself. */
  signedWrites: boolean;
};

/** What a signed address answers with, whatever it was stored with, and how long at most. */
export type SignedRead = { expiresInSeconds: number; contentType: string; contentDisposition: string };

/** What may be sent to a signed address: exactly this many bytes, said to be of this type, and until when. */
export type SignedWrite = { expiresInSeconds: number; contentType: string; sizeBytes: number };

/**
 * Where bytes are kept. Keys follow storage-key.ts; anything else is refused before it touches a path. Failures of
 * the place itself are AppErrors `media.storage_full` or `media.storage_unavailable`; an error thrown by the given
 * bytes passes through unchanged.
 */
export interface Storage {
  /** Recorded with each asset, so that a later driver can still find it. */
  readonly driver: string;
  readonly capabilities: StorageCapabilities;
  /**
   * Keeps all bytes or nothing, durably before it resolves. A key that exists is a conflict (`media.key_taken`),
   * never overwritten.
   */
  put(key: string, bytes: AsyncIterable<Uint8Array>, about: PutAbout): Promise<{ sizeBytes: number }>;
  /** The caller ends or destroys the stream. Throws `media.bytes_missing` when nothing is stored. */
  open(key: string, range?: ByteRange): Promise<Readable>;
  /**
   * An address from which anyone who holds it may read the bytes, valid for between half of `expiresInSeconds` and
   * all of it: the same one is given for a while, so that browsers can keep what they fetched. Does not look whether
   * the bytes are there. Throws unless `capabilities.signedReads`.
   */
  signRead(key: string, read: SignedRead): Promise<string>;
  /**
   * An address to which whoever holds it may PUT one object with the headers given back, and nothing longer or
   * shorter. What arrives has been judged by nobody. Throws unless `capabilities.signedWrites`.
   */
  signWrite(key: string, write: SignedWrite): Promise<{ url: string; headers: Record<string, string> }>;
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
