import ipaddr from 'ipaddr.js';

/** Today's global IPv6 addresses. Others translate, embed or tunnel addresses of other networks, or mean this one. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');

/**
 * True for an address of the public internet, by the IANA registries of special addresses that ipaddr.js holds;
 * false for this machine, its networks, cloud metadata services, and whatever is no address.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(GLOBAL_IPV6);
}
