const PREFIX = 'strand.uploads.kept.';

/** Whether this browser may keep uploads of this person: looked at before any of the code is fetched. */
export function hasKeptUploads(personId: string): boolean {
  try {
    return window.localStorage.getItem(PREFIX + personId) !== null;
  } catch {
    // Storage is forbidden here, and nothing was kept.
    return false;
  }
}

/** Notes whether there are any. */
export function markKeptUploads(personId: string, areThere: boolean): void {
  try {
    if (areThere) window.localStorage.setItem(PREFIX + personId, '1');
    else window.localStorage.removeItem(PREFIX + personId);
  } catch {
    // Then they are not found again; the files stay in this page's memory.
  }
}

/** Deletes the uploads that this browser keeps, of everyone; for signing out. */
export function dropKeptUploads(): void {
  try {
    for (const key of Object.keys(window.localStorage)) {
      if (!key.startsWith(PREFIX)) continue;
      window.indexedDB.deleteDatabase(keepNameOf(key.slice(PREFIX.length)));
      window.localStorage.removeItem(key);
    }
  } catch {
    // What is forbidden here was never kept either.
  }
}

/** The database of one person's uploads. */
export const keepNameOf = (personId: string) => `strand.uploads.${personId}`;
