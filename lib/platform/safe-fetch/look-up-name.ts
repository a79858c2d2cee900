import { promises as dns, type LookupAddress } from 'node:dns';

/**
 * The system's look-up takes one of the four threads with which files are read and pictures made, and cannot be
 * ended: a name whose server is slow on purpose must not take them all.
 */
const MAX_LOOKUPS = 2;

// Next may load this file more than once in a process.
const holder = globalThis as unknown as { strandLookups?: { turns: Promise<unknown>[]; next: number } };

/** The addresses of a name. Waits its turn; one that nobody waits for any more is not looked up. */
export function lookUpName(hostname: string, signal?: AbortSignal): Promise<LookupAddress[]> {
  return inTurn(async () => {
    signal?.throwIfAborted();
    return dns.lookup(hostname, { all: true, verbatim: true });
  });
}

/** Runs the work when there are fewer than MAX_LOOKUPS before it. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  holder.strandLookups ??= { turns: Array.from({ length: MAX_LOOKUPS }, () => Promise.resolve()), next: 0 };
  const { turns, next } = holder.strandLookups;
  holder.strandLookups.next = (next + 1) % MAX_LOOKUPS;
  const mine = (turns[next] ?? Promise.resolve()).then(work);
  turns[next] = mine.catch(() => undefined);
  return mine;
}
