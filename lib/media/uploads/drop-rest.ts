import { LINGER_MS, maxUploadBytes } from '../limits';

/**
 * Reads and drops what still arrives of a refused request: closing at once would break the connection before the
 * sender has read why. A body that somebody is reading is left to them.
 */
export function dropRest(body: ReadableStream<Uint8Array> | null): void {
  if (!body || body.locked) return;
  // The answer goes first.
  setImmediate(() => void drop(body).catch(() => undefined));
}

async function drop(body: ReadableStream<Uint8Array>): Promise<void> {
  const reader = body.getReader();
  const stop = setTimeout(() => void reader.cancel().catch(() => undefined), LINGER_MS).unref();
  let dropped = 0;
  try {
    while (dropped < maxUploadBytes()) {
      const { done, value } = await reader.read();
      if (done) return;
      dropped += value.byteLength;
    }
    await reader.cancel();
  } finally {
    clearTimeout(stop);
  }
}
