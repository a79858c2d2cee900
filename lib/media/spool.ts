import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { newId } from '@/lib/kernel';
import { env } from '@/lib/platform/env';

// On the disk of the data rather than in the system's temporary folder, which is often memory.
const root = () => path.resolve(env().DATA_DIR, 'media', '.spool');

/**
 * Gives `work` a folder of its own on this machine, whatever the storage driver: decoders want files. The folder
 * and everything in it are gone afterwards.
 */
export async function withSpool<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = path.join(root(), newId());
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Removes what killed processes left behind before `olderThan`; returns how many folders. */
export async function dropOldSpools(olderThan: Date): Promise<number> {
  const names = await readdir(root()).catch(() => []);
  let dropped = 0;
  for (const name of names) {
    const folder = path.join(root(), name);
    const found = await stat(folder).catch(() => null);
    if (!found || found.mtime >= olderThan) continue;
    await rm(folder, { recursive: true, force: true });
    dropped += 1;
  }
  return dropped;
}
