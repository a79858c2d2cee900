import { readFileSync } from 'node:fs';

/**
 * Tells whether a process runs. One that has ended but that nobody has waited for does not.
 * @param {number} pid
 */
export function isProcessAlive(pid) {
  if (process.platform === 'linux') return (readProcessStat(pid)?.state ?? 'Z') !== 'Z';
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * Reads what Linux knows about a process.
 * @param {number} pid
 * @returns {{ name: string, state: string, parentPid: number } | null} null if there is none, or elsewhere
 */
export function readProcessStat(pid) {
  try {
    // pid (name) state ppid …; the name may hold anything, also brackets.
    const match = /^\d+ \((.*)\) (\w) (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    return match ? { name: match[1] ?? '', state: match[2] ?? '', parentPid: Number(match[3]) } : null;
  } catch {
    return null;
  }
}
