/**
 * Where to go after signing in or out: the address asked for if it is on this site, else the site's own address.
 * Never throws, whatever the text is.
 */
export function keepOnSite(wanted: string, siteUrl: string): string {
  const site = new URL(siteUrl);
  if (!URL.canParse(wanted, site.href)) return site.origin;
  const target = new URL(wanted, site.href);
  return target.origin === site.origin ? target.href : site.origin;
}
