import { copyFile, open } from 'node:fs/promises';
import path from 'node:path';
import { detectType } from './detect-type';
import { type Judgement, judge } from './judge';
import { SNIFF_BYTES } from './limits';

/** The app always runs from its own folder; inside a bundle `import.meta.url` would name the bundle. */
const folder = path.join(process.cwd(), 'lib/media/samples');

/** A tiny file of ours by name, such as `picture.heic`, copied into `target` and judged as one from outside is. */
export async function judgeSample(
  name: string,
  target: string,
): Promise<{ file: string; judged: Judgement; sizeBytes: number }> {
  const file = path.join(target, name);
  await copyFile(path.join(folder, name), file);
  await using handle = await open(file, 'r');
  const { size: sizeBytes } = await handle.stat();
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(SNIFF_BYTES), 0, SNIFF_BYTES, 0);
  const type = await detectType(buffer.subarray(0, bytesRead), { filename: name, declaredType: null });
  return { file, judged: await judge(type, file), sizeBytes };
}
