import { fileTypeFromBuffer } from 'file-type';

export type Signature = { contentType: string; extension: string };

/** Crafted archives can keep a detector busy; honest files take well under 10 ms. */
const TIMEOUT_MS = 1_000;

/** What the first bytes of a file say it is, or null when they say nothing known. Never throws for odd bytes. */
export async function readSignature(firstBlock: Uint8Array): Promise<Signature | null> {
  const found = await fileTypeFromBuffer(firstBlock, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
    () => undefined,
  );
  return found ? { contentType: found.mime, extension: found.ext } : null;
}
