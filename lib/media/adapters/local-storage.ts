import { createWriteStream, type Dirent } from 'node:fs';
import * as fs from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError, newId } from '@/lib/kernel';
import { bytesMissing, keyTaken, storageFull, storageUnavailable } from '../errors';
import type { Storage, StoredObject } from '../ports';
import { probeStorage } from '../probe-storage';
import { requireStorageKey } from '../storage-key';
import { withoutSignedAddresses } from './without-signed-addresses';

/** Fewer, larger writes: with the default of 16 KiB a 100 MB upload spends its time in system calls. */
const WRITE_BUFFER_BYTES = 1024 * 1024;

/**
 * Files in a folder of this machine; a key is the path below `dataDir`. New bytes are written aside, synced and then
 * linked under their name, so that a name shows either nothing or the whole file, also after a crash.
 */
export function createLocalStorage(dataDir: string): Storage {
  const root = path.resolve(dataDir);
  const incoming = path.join(root, 'media', '.incoming');
  const fileOf = (key: string) => path.join(root, requireStorageKey(key));

  const storage: Storage = {
    driver: 'local',
    ...withoutSignedAddresses,

    async put(key, bytes, { file }) {
      const target = fileOf(key);
      const temporary = path.join(incoming, newId());
      try {
        await makeFolder(incoming);
        await makeFolder(path.dirname(target));
        const taken = file === undefined ? null : await linkSynced(file, temporary);
        const sizeBytes = taken ?? (await writeSynced(temporary, bytes));
        // A link fails when the name exists; a rename would silently replace it.
        await fs.link(temporary, target);
        await syncFolder(path.dirname(target));
        return { sizeBytes };
      } catch (error) {
        throw translate(error);
      } finally {
        // What cannot be removed now is dropped by the sweep; the outcome of the put stands.
        await fs.rm(temporary, { force: true }).catch(() => undefined);
      }
    },

    async open(key, range) {
      try {
        const handle = await fs.open(fileOf(key), 'r');
        return handle.createReadStream({ start: range?.start, end: range?.end });
      } catch (error) {
        throw translate(error);
      }
    },

    async stat(key) {
      return statFile(fileOf(key), key);
    },

    async delete(key) {
      await fs.rm(fileOf(key), { force: true }).catch((error) => {
        throw translate(error);
      });
    },

    async *list(prefix) {
      const folder = path.posix.dirname(`${prefix}_`);
      if (folder !== 'media') requireStorageKey(folder);
      for await (const key of walk(root, folder)) {
        const found = key.startsWith(prefix) ? await statFile(fileOf(key), key) : null;
        if (found) yield found;
      }
    },

    async dropUnfinished(olderThan) {
      let dropped = 0;
      for (const entry of await readFolder(incoming)) {
        const file = path.join(incoming, entry.name);
        const found = await statFile(file, entry.name);
        if (!found || found.modifiedAt >= olderThan) continue;
        await fs.rm(file, { force: true });
        dropped += 1;
      }
      return dropped;
    },

    check: () => probeStorage(storage),
  };
  return storage;
}

async function writeSynced(file: string, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  const sink = createWriteStream(file, {
    flags: 'wx',
    mode: 0o600,
    flush: true,
    highWaterMark: WRITE_BUFFER_BYTES,
  });
  await pipeline(bytes, sink);
  return sink.bytesWritten;
}

/** Takes a file over without copying it and returns its size; null when that cannot be done here. */
async function linkSynced(file: string, temporary: string): Promise<number | null> {
  // Another disk, or a file system without links: it is copied.
  const isLinked = await fs.link(file, temporary).then(
    () => true,
    () => false,
  );
  if (!isLinked) return null;
  const handle = await fs.open(temporary, 'r+');
  try {
    await handle.chmod(0o600);
    // It may have waited long: the sweep must not take it for one that was forgotten.
    await handle.utimes(new Date(), new Date());
    await handle.sync();
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}

async function makeFolder(folder: string): Promise<void> {
  const firstMade = await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  if (!firstMade) return;
  // A new folder is only safe once its parent remembers it.
  for (let made = folder; made.length >= firstMade.length; made = path.dirname(made)) {
    await syncFolder(path.dirname(made));
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder as a file; there the file system keeps names by itself.
  if (process.platform === 'win32') return;
  const handle = await fs.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function* walk(root: string, folder: string): AsyncGenerator<string> {
  for (const entry of await readFolder(path.join(root, folder))) {
    if (entry.name.startsWith('.')) continue;
    const key = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* walk(root, key);
    else if (entry.isFile()) yield key;
  }
}

async function readFolder(folder: string): Promise<Dirent[]> {
  return fs.readdir(folder, { withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return [];
    throw translate(error);
  });
}

async function statFile(file: string, key: string): Promise<StoredObject | null> {
  try {
    const found = await fs.stat(file);
    return found.isFile() ? { key, sizeBytes: found.size, modifiedAt: found.mtime } : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw translate(error);
  }
}

function translate(error: unknown): unknown {
  if (AppError.isInstance(error)) return error;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' && syscall === 'open') return bytesMissing();
  if (code === 'EEXIST' && syscall === 'link') return keyTaken();
  if (code === 'ENOSPC' || code === 'EDQUOT') return storageFull(error);
  return syscall ? storageUnavailable(error) : error;
}
