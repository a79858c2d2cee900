import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { setTimeout as sleep } from 'node:timers/promises';
import { bytesMissing, storageUnavailable } from '../../errors';
import type { ByteRange } from '../../ports';
import { translateRead } from '../translate-read';
import { translateBlobError } from './call-blob';

const HEADERS_TIMEOUT_MS = 30_000;
const PAUSES_MS = [200, 1_000];

/**
 * The bytes behind a private blob's URL. The SDK's own `get` knows neither ranges nor any host but Vercel's.
 * Repeats what failed before the first byte; throws `media.bytes_missing`, `media.storage_unavailable`.
 */
export async function readBlob(token: string, url: string, range?: ByteRange): Promise<Readable> {
  const headers: Record<string, string> = { authorization: `Bearer ${token}` };
  if (range) headers.range = `bytes=${range.start}-${range.end ?? ''}`;
  const response = await fetchPatiently(url, headers);
  if (response.status === 404) throw bytesMissing();
  if (response.status !== (range ? 206 : 200) || !response.body) {
    await response.body?.cancel();
    throw storageUnavailable(new Error(`Vercel Blob answered ${response.status} to a read.`));
  }
  return translateRead(Readable.fromWeb(response.body as ReadableStream), translateBlobError);
}

async function fetchPatiently(url: string, headers: Record<string, string>): Promise<Response> {
  for (const pauseMs of PAUSES_MS) {
    const response = await fetchOnce(url, headers).catch(() => null);
    if (response && response.status < 500) return response;
    await response?.body?.cancel();
    await sleep(pauseMs);
  }
  return fetchOnce(url, headers).catch((error) => {
    throw storageUnavailable(error);
  });
}

async function fetchOnce(url: string, headers: Record<string, string>): Promise<Response> {
  const abort = new AbortController();
  // Only until the answer begins: how long it may take is for the reader to say.
  const timer = setTimeout(() => abort.abort(), HEADERS_TIMEOUT_MS);
  try {
    // Following a redirect would carry the token elsewhere.
    return await fetch(url, { headers, signal: abort.signal, cache: 'no-store', redirect: 'error' });
  } finally {
    clearTimeout(timer);
  }
}
