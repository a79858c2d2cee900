import { readFileSync, readlinkSync } from 'node:fs';
import os from 'node:os';
import type { LiveRun } from './live-run';

// Next may load this file more than once in a process: the runs of a process are one set.
const shared = globalThis as unknown as { strandRuns?: Map<string, LiveRun> };
shared.strandRuns ??= new Map();
const runs = shared.strandRuns;

/** Readers that come just after the end are still served from memory. */
const KEEP_ENDED_MS = 30_000;

export function registerRun(run: LiveRun): void {
  runs.set(run.id, run);
}

/** Forgets an ended run after a while. */
export function releaseRun(run: LiveRun): void {
  setTimeout(() => runs.delete(run.id), KEEP_ENDED_MS).unref();
}

/** The run, when this process holds it. */
export function getLiveRun(id: string): LiveRun | null {
  return runs.get(id) ?? null;
}

/** The runs that this process is still writing. */
export function listLiveRunIds(): string[] {
  return [...runs.values()].filter((run) => !run.isOver).map((run) => run.id);
}

const startedAt = Math.round(performance.timeOrigin);
const place = findPlace();

/** Names this process: place, pid and start, so that a reused pid is not taken for it. */
export function processName(): string {
  return `${place}:${process.pid}:${startedAt}`;
}

/** True when the named process is of this place and certainly gone. */
export function isCertainlyDead(name: string | null): boolean {
  const [namedPlace, pid] = (name ?? '').split(':');
  if (namedPlace !== place || !pid) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Where a pid means the same process. Two machines or two containers on one database may have one host name. */
function findPlace(): string {
  const host = os.hostname().replaceAll(':', '-');
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const pids = readlinkSync('/proc/self/ns/pid').replace(/\D/g, '');
    return `${host}/${boot}/${pids}`;
  } catch {
    // Only Linux tells.
    return host;
  }
}
