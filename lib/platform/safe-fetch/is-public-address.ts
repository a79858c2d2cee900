import ipaddr from 'ipaddr.js';

/** Today's global IPv6 addresses. Others translate, embed or tunnel addresses of other networks, or mean this one. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');
/** Public by its number, but answered by Azure's host of the machine, with what is meant for that machine alone. */
const AZURE_HOST = '168.63.129.16';

/**
 * True for an address of the public internet, by the IANA registries of special addresses that ipaddr.js holds;
 * false for this machine, its networks, cloud metadata services, and whatever is no address.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast' || parsed.toString() === AZURE_HOST) return false;
  return parsed.kind() === 'ipv4' || parsed.match(GLOBAL_IPV6);
}
