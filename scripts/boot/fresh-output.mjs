import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from '../local-lock.mjs';

/**
 * Makes something again only if what it is made from has changed since. The stamp is written last, so work that
 * was interrupted does not count; one process at a time works on the same stamp.
 * @param {object} request
 * @param {string} request.stamp absolute path of a file that holds the hash of the inputs
 * @param {() => string} request.hashInputs
 * @param {() => boolean} [request.isThere] whether the output still exists
 * @param {() => Promise<void>} request.make
 * @returns {Promise<boolean>} whether it was made
 */
export async function keepFresh({ stamp, hashInputs, isThere = () => true, make }) {
  const isFresh = () => readOrNull(stamp) === hashInputs() && isThere();
  if (isFresh()) return false;
  return withLock(`make:${stamp}`, async () => {
    if (isFresh()) return false;
    // Taken before the work: what is edited meanwhile must make the result stale.
    const hash = hashInputs();
    rmSync(stamp, { force: true });
    await make();
    mkdirSync(path.dirname(stamp), { recursive: true });
    writeFileSync(stamp, hash);
    return true;
  });
}

/** @param {string} file */
function readOrNull(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
