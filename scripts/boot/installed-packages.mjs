import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * @typedef {{ version?: string, optional?: boolean, dev?: boolean, devOptional?: boolean }} Locked
 * @typedef {{ packages?: Record<string, Locked> }} Lockfile
 */

/**
 * Tells whether node_modules holds what package-lock.json asks for. npm writes the list of what it installed last
 * of all, so an interrupted installation does not pass.
 * @param {string} root
 * @param {{ withDev: boolean }} wish
 */
export function arePackagesInstalled(root, wish) {
  const installed = readLockfile(path.join(root, 'node_modules/.package-lock.json'));
  const wanted = readLockfile(path.join(root, 'package-lock.json'));
  return installed !== null && wanted !== null && satisfies(installed, wanted, wish);
}

/**
 * @param {Lockfile} installed
 * @param {Lockfile} wanted
 * @param {{ withDev: boolean }} wish
 */
export function satisfies(installed, wanted, { withDev }) {
  return Object.entries(wanted.packages ?? {}).every(([location, locked]) => {
    if (location === '') return true;
    const found = installed.packages?.[location];
    if (found) return found.version === locked.version;
    // Builds for other platforms are optional and absent.
    return Boolean(locked.optional || locked.devOptional || (locked.dev && !withDev));
  });
}

/** @param {string} file @returns {Lockfile | null} */
function readLockfile(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
