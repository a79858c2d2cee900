import { open, readFile, writeFile } from 'node:fs/promises';
import { mediaDamaged, tooManyPixels } from '../errors';
import { IMAGE_TIMEOUT_SECONDS, MAX_PIXELS } from '../limits';

const HEADER_BYTES = 26;
/** The header of OS/2, with sizes of 16 bits. */
const OLD_HEADER_SIZE = 12;

/** Writes the BMP in `source` as a PNG to `target`. Throws `media.damaged` or `media.too_many_pixels`. */
export async function decodeBmp(source: string, target: string): Promise<void> {
  const { width, height } = await readSize(source);
  if (width < 1 || height < 1) throw mediaDamaged('image');
  // A compressed one of a few kilobytes can be as large as it says.
  if (width * height > MAX_PIXELS) throw tooManyPixels();
  try {
    // Loaded when it is first used: its code is native, and BMP is rare.
    const { Transformer } = await import('@napi-rs/image');
    const signal = AbortSignal.timeout(IMAGE_TIMEOUT_SECONDS * 1000);
    await writeFile(target, await new Transformer(await readFile(source)).png(undefined, signal), {
      flag: 'wx',
      mode: 0o600,
    });
  } catch (error) {
    throw mediaDamaged('image', error);
  }
}

async function readSize(file: string): Promise<{ width: number; height: number }> {
  await using handle = await open(file, 'r');
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
  if (bytesRead < HEADER_BYTES) throw mediaDamaged('image');
  if (buffer.readUInt32LE(14) === OLD_HEADER_SIZE)
    return { width: buffer.readUInt16LE(18), height: buffer.readUInt16LE(20) };
  // A negative height: the rows lie from top to bottom.
  return { width: buffer.readInt32LE(18), height: Math.abs(buffer.readInt32LE(22)) };
}
