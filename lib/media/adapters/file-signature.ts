import { ask } from './inspector/inspector';

export type Signature = { contentType: string; extension: string };

/** Honest files take well under 10 ms; starting the thread on a busy machine takes longer. */
const TIMEOUT_MS = 5_000;

/** What the first bytes of a file say it is, or null when they say nothing known. Never throws for odd bytes. */
export async function readSignature(firstBlock: Uint8Array): Promise<Signature | null> {
  return ask<Signature | null>({ task: 'signature', bytes: firstBlock }, TIMEOUT_MS).catch(() => null);
}
