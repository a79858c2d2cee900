import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Hashes the names and bytes of files, so that a step is done again exactly when something it reads has changed.
 * @param {string} root
 * @param {string[]} entries files and folders below the root; missing ones count as such
 * @param {(relativePath: string) => boolean} [isRelevant]
 * @returns {string} sha256, hex
 */
export function hashContent(root, entries, isRelevant = () => true) {
  const hash = createHash('sha256');
  for (const file of entries.flatMap((entry) => listFiles(root, entry)).filter(isRelevant)) {
    const bytes = readFileSync(path.join(root, file));
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

/**
 * Lists the files of a folder and its sub-folders in a fixed order.
 * @param {string} root
 * @param {string} entry path below the root
 * @returns {string[]} paths below the root with `/`; none if the entry does not exist
 */
export function listFiles(root, entry) {
  const stats = statSync(path.join(root, entry), { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) return [entry];
  const names = readdirSync(path.join(root, entry)).sort();
  return names.flatMap((name) => listFiles(root, `${entry}/${name}`));
}
