/*
 * Tells, without opening a database, whether an earlier visit may have left a recording behind. In the first load,
 * so nothing is imported here.
 */
const KEY = 'strand.recording';

/** The database in which recordings are kept. */
export const RECORDINGS = 'strand-recordings';

/** A recording is being kept. */
export function markRecording(): void {
  try {
    window.localStorage.setItem(KEY, '1');
  } catch {
    // Storage may be forbidden; then nothing is kept either.
  }
}

/** Nothing is kept any more. */
export function unmarkRecording(): void {
  try {
    window.localStorage.removeItem(KEY);
  } catch {
    // As above.
  }
}

export function mayHaveRecording(): boolean {
  try {
    return window.localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

/** Deletes the recordings that this browser keeps, of everyone; for signing out. */
export function dropKeptRecordings(): void {
  if (!mayHaveRecording()) return;
  window.indexedDB.deleteDatabase(RECORDINGS);
  unmarkRecording();
}
