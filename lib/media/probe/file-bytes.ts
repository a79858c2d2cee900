import { type FileHandle, open } from 'node:fs/promises';

/** A file read in pieces at any place. What lies beyond its end is absent, never an error. */
export class FileBytes {
  private constructor(
    private readonly handle: FileHandle,
    readonly size: number,
  ) {}

  /** Opens the file for the time of `work`. */
  static async with<T>(file: string, work: (bytes: FileBytes) => Promise<T>): Promise<T> {
    await using handle = await open(file, 'r');
    return await work(new FileBytes(handle, (await handle.stat()).size));
  }

  /** The `length` bytes from `at`, fewer at the end of the file. */
  async read(at: number, length: number): Promise<Buffer> {
    if (at < 0 || at >= this.size) return Buffer.alloc(0);
    const bytes = Buffer.alloc(Math.min(length, this.size - at));
    const { bytesRead } = await this.handle.read(bytes, 0, bytes.length, at);
    return bytes.subarray(0, bytesRead);
  }
}
