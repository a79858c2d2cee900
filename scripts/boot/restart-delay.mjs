const FIRST_MS = 250;
const LONGEST_MS = 10_000;
/** A process that lived this long had started well: its end is a new accident, not the old one again. */
const STEADY_MS = 30_000;

/**
 * How long to wait before a process is started again.
 * @param {number} previousMs the last delay, 0 if there was none
 * @param {number} livedMs
 * @returns {number} milliseconds
 */
export function nextRestartDelay(previousMs, livedMs) {
  if (previousMs === 0 || livedMs >= STEADY_MS) return FIRST_MS;
  return Math.min(previousMs * 2, LONGEST_MS);
}
