import { promises as dns, type LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { addressRefused, addressUnreachable } from './errors';
import { isPublicAddress } from './is-public-address';

export type ResolveName = (hostname: string) => Promise<LookupAddress[]>;

const resolveName: ResolveName = (hostname) => dns.lookup(hostname, { all: true, verbatim: true });

/**
 * The address to connect to for a host of a URL. A name with even one address that is not public is refused: which
 * of them would be used is not ours to say. Throws `remote.refused`, `remote.unreachable`.
 */
export async function resolveAddress(
  url: URL,
  { resolve = resolveName, isAllowed = isPublicAddress } = {},
): Promise<LookupAddress> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  const found = family
    ? [{ address: host, family }]
    : await resolve(host).catch((cause: unknown) => {
        throw addressUnreachable(cause);
      });
  const [first] = found;
  if (!first) throw addressUnreachable();
  if (!found.every(({ address }) => isAllowed(address))) throw addressRefused();
  return first;
}
