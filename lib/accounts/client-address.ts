import { isIP } from 'node:net';
import { env } from '@/lib/platform/env';

/** Where a request came from, as far as that can be known. */
export type ClientAddress = { key: string; shared: boolean };

/**
 * The address to count attempts by.
 *
 * Next gives handlers no socket, and keeps an `X-Forwarded-For` that the client sent. So without a trusted proxy
 * the header may be anything the client likes: counting by it would give an attacker a fresh allowance with every
 * request. Then everybody shares one bucket, which gets a wider limit (see limits.ts), and the narrow limit holds
 * per e-mail address. With TRUST_PROXY the last entry counts: the proxy in front of us wrote that one; those before
 * it came from the client.
 */
export function clientAddress(headers: Headers): ClientAddress {
  if (!env().TRUST_PROXY) return { key: 'direct', shared: true };
  const last = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
  const address = withoutPort(last).replace(/^::ffff:(?=[\d.]+$)/i, '');
  if (isIP(address) === 4) return { key: address, shared: false };
  if (isIP(address) === 6) return { key: networkOf(address), shared: false };
  return { key: 'unknown', shared: true };
}

/** Some proxies write the client's port too: `192.0.2.1:5000`, `[2001:db8::1]:5000`. */
function withoutPort(entry: string): string {
  return /^\[(.+)\](?::\d+)?$/.exec(entry)?.[1] ?? /^([\d.]+):\d+$/.exec(entry)?.[1] ?? entry;
}

/** One home has a whole /64 of IPv6 addresses, so that is what counts as one address. */
function networkOf(address: string): string {
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
