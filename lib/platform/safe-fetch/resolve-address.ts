import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { isIP } from 'node:net';
import { addressRefused, addressUnreachable } from './errors';
import { isPublicAddress } from './is-public-address';
import { lookUpName } from './look-up-name';

export type ResolveName = (hostname: string, signal?: AbortSignal) => Promise<LookupAddress[]>;

/**
 * The address to connect to for a host of a URL. A name with even one address that is not public is refused: which
 * of them would be used is not ours to say. Throws `remote.refused`, `remote.unreachable`; the latter also when `signal`
 * is aborted, for a look-up cannot be ended.
 */
export async function resolveAddress(
  url: URL,
  {
    resolve = lookUpName,
    isAllowed = isPublicAddress,
    signal,
  }: { resolve?: ResolveName; isAllowed?: (address: string) => boolean; signal?: AbortSignal } = {},
): Promise<LookupAddress> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  const found = family
    ? [{ address: host, family }]
    : await unlessAborted(resolve(host, signal), signal).catch((cause: unknown) => {
        throw addressUnreachable(cause);
      });
  const [first] = found;
  if (!first) throw addressUnreachable();
  if (!found.every(({ address }) => isAllowed(address))) throw addressRefused();
  return first;
}

async function unlessAborted<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work;
  const over = new AbortController();
  const aborted = once(signal, 'abort', { signal: over.signal }).then(() => Promise.reject(signal.reason));
  aborted.catch(() => undefined);
  try {
    signal.throwIfAborted();
    return await Promise.race([work, aborted]);
  } finally {
    // Whichever fails later fails unheard.
    work.catch(() => undefined);
    over.abort();
  }
}
