/** The smallest part that S3 and Vercel Blob take, except for the last; 10,000 of them are 48 GB. */
export const PART_BYTES = 5 * 1024 * 1024;
/** Two hide the waiting for answers; with one more being filled, an upload holds about 20 MB. */
const MAX_PARTS_IN_FLIGHT = 2;

/** An upload whose parts become visible together, when it is completed. */
export interface PartedUpload {
  /** `number` counts from 1. `signal` is given up when another part failed. */
  sendPart(part: Buffer, number: number, signal: AbortSignal): Promise<void>;
  complete(): Promise<void>;
  /** Drops what was sent. Never throws: the reason for it is already on its way. */
  abort(): Promise<void>;
}

export type PartsTarget = {
  /** For everything that fits into one part. */
  sendWhole(bytes: Buffer): Promise<void>;
  begin(): Promise<PartedUpload>;
};

/**
 * Sends a stream of unknown length, whole when it is short and in parts otherwise. Parts are complete in memory
 * before they are sent, so that a client library can repeat them. Whatever fails, nothing is left at the target, the
 * source is closed, and the error is thrown unchanged.
 */
export async function sendInParts(
  bytes: AsyncIterable<Uint8Array>,
  target: PartsTarget,
): Promise<{ sizeBytes: number }> {
  const parts = cut(bytes);
  try {
    const held = await take(parts, 2);
    if (held.length === 2) return await sendParts(chain(held, parts), await target.begin());
    const whole = held[0] ?? Buffer.alloc(0);
    await target.sendWhole(whole);
    return { sizeBytes: whole.length };
  } finally {
    await parts.return();
  }
}

async function sendParts(parts: AsyncIterable<Buffer>, upload: PartedUpload) {
  const inFlight = new Set<Promise<void>>();
  const stop = new AbortController();
  let sizeBytes = 0;
  let count = 0;
  try {
    for await (const part of parts) {
      while (inFlight.size >= MAX_PARTS_IN_FLIGHT) await Promise.race(inFlight);
      sizeBytes += part.length;
      count += 1;
      const sent = upload.sendPart(part, count, stop.signal);
      inFlight.add(sent);
      // One that failed stays, for the next wait to find.
      sent.then(
        () => inFlight.delete(sent),
        () => undefined,
      );
    }
    await Promise.all(inFlight);
    await upload.complete();
    return { sizeBytes };
  } catch (error) {
    stop.abort();
    // A part that arrives after the abort would be kept, and paid for.
    await Promise.allSettled(inFlight);
    await upload.abort();
    throw error;
  }
}

async function* cut(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void, void> {
  let chunks: Uint8Array[] = [];
  let filledBytes = 0;
  for await (const chunk of bytes) {
    let rest = chunk;
    while (filledBytes + rest.length >= PART_BYTES) {
      const room = PART_BYTES - filledBytes;
      chunks.push(rest.subarray(0, room));
      rest = rest.subarray(room);
      const part = Buffer.concat(chunks, PART_BYTES);
      chunks = [];
      filledBytes = 0;
      yield part;
    }
    if (rest.length > 0) chunks.push(rest);
    filledBytes += rest.length;
  }
  if (filledBytes > 0) yield Buffer.concat(chunks, filledBytes);
}

async function take(parts: AsyncGenerator<Buffer, void, void>, count: number): Promise<Buffer[]> {
  const taken: Buffer[] = [];
  while (taken.length < count) {
    const { done, value } = await parts.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}

/** Lets go of what was held as soon as it is passed on: a part is 5 MB. */
async function* chain(held: Buffer[], rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for (let part = held.shift(); part; part = held.shift()) yield part;
  yield* rest;
}
