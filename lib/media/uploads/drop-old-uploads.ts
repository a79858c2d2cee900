import { readdir, rm, stat } from 'node:fs/promises';
import { deleteOldUploads, findKnownUploads } from '../store/uploads';
import { fileOfUpload, uploadFolder } from './upload-folder';

/**
 * Drops the uploads that nothing happened to since `olderThan`, finished or not, and files without an upload;
 * returns how many. The assets that were made stay.
 */
export async function dropOldUploads(olderThan: Date): Promise<number> {
  const old = await deleteOldUploads(olderThan);
  for (const id of old) await rm(fileOfUpload(id), { force: true });
  const names = await readdir(uploadFolder()).catch(() => []);
  const known = await findKnownUploads(names);
  let dropped = old.length;
  for (const name of names) {
    if (known.has(name)) continue;
    const found = await stat(fileOfUpload(name)).catch(() => null);
    if (!found || found.mtime >= olderThan) continue;
    await rm(fileOfUpload(name), { force: true });
    dropped += 1;
  }
  return dropped;
}
