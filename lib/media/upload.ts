import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { AppError } from '@/lib/kernel';
import { uploadInterrupted } from './errors';
import { COPY_BUFFER_BYTES, LINGER_MS, maxUploadBytes, SNIFF_BYTES } from './limits';

export type MediaBody = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** A file on this machine that holds the bytes already; it stays where it is. */
export type MediaFile = { file: string };

/** What came through, known when the bytes have been read to the end. */
export type Receipt = { sizeBytes: number; sha256: string };

/**
 * The bytes of one upload, read once and in order. The beginning is held back for sniffing; the rest flows only as
 * fast as it is taken, counted and hashed on the way.
 */
export class Upload {
  /** The path, when the bytes are in a file already. */
  readonly file: string | null;
  private readonly source: AsyncIterator<Uint8Array>;
  private readonly hash = createHash('sha256');
  private held: Uint8Array[] = [];
  private sizeBytes = 0;
  private hasBegun = false;
  private isOver = false;

  constructor(body: MediaBody | MediaFile | null) {
    this.file = body !== null && 'file' in body ? body.file : null;
    this.source = iterate(body !== null && 'file' in body ? readFile(body.file) : body);
  }

  /** The first SNIFF_BYTES, or all there is. Throws `media.interrupted` when the sender goes away. */
  async readFirstBlock(): Promise<Buffer> {
    let heldBytes = 0;
    while (heldBytes < SNIFF_BYTES) {
      const chunk = await this.next();
      if (!chunk) break;
      this.held.push(chunk);
      heldBytes += chunk.byteLength;
    }
    return Buffer.concat(this.held).subarray(0, SNIFF_BYTES);
  }

  /** All bytes from the first. Throws `tooLarge()` as soon as there are more than `maxBytes`. */
  async *read(maxBytes: number, tooLarge: () => AppError): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = this.held.shift() ?? (await this.next());
      if (!chunk) return;
      this.sizeBytes += chunk.byteLength;
      if (this.sizeBytes > maxBytes) throw tooLarge();
      this.hash.update(chunk);
      yield chunk;
    }
  }

  /** Once, after `read` has ended. */
  receipt(): Receipt {
    return { sizeBytes: this.sizeBytes, sha256: this.hash.digest('hex') };
  }

  /**
   * Gives the upload up. What still arrives is read and dropped for a while: closing at once would break the
   * connection before the sender has read why. A body that nobody has touched is left to the HTTP server.
   */
  abandon(): void {
    this.held = [];
    if (!this.hasBegun || this.isOver) return;
    // The answer goes first.
    setImmediate(() => this.linger());
  }

  private async linger(): Promise<void> {
    const until = Date.now() + LINGER_MS;
    const stop = setTimeout(() => this.close(), LINGER_MS).unref();
    let dropped = 0;
    try {
      while (dropped < maxUploadBytes() && Date.now() < until) {
        const chunk = await this.next();
        if (!chunk) return;
        dropped += chunk.byteLength;
      }
    } catch {
      // The sender left; there is nobody to tell.
    } finally {
      clearTimeout(stop);
      this.close();
    }
  }

  private close(): void {
    if (this.isOver) return;
    this.isOver = true;
    void this.source.return?.().catch(() => undefined);
  }

  private async next(): Promise<Uint8Array | null> {
    this.hasBegun = true;
    try {
      const { done, value } = await this.source.next();
      if (!done) return value;
      this.isOver = true;
      return null;
    } catch (error) {
      this.isOver = true;
      throw AppError.isInstance(error) ? error : uploadInterrupted(error);
    }
  }
}

/** Opened when the first byte is asked for: before that nobody would hear that it cannot be. */
async function* readFile(file: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(file, { highWaterMark: COPY_BUFFER_BYTES }) as AsyncIterable<Uint8Array>;
}

function iterate(body: MediaBody | null): AsyncIterator<Uint8Array> {
  if (body === null) return (async function* () {})();
  // Node's web streams are async iterable; the DOM's types do not know.
  return (body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
}
