export const SIDEBAR_COOKIE = 'sidebar';
export const TIME_ZONE_COOKIE = 'tz';
const ONE_YEAR_S = 31_536_000;

/** Remembers in a cookie, so that the server renders the page as it was left. */
function keep(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari and Firefox
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${ONE_YEAR_S}; samesite=lax`;
}

export const keepSidebar = (open: boolean) => keep(SIDEBAR_COOKIE, open ? 'open' : 'closed');
export const keepTimeZone = (timeZone: string) => keep(TIME_ZONE_COOKIE, timeZone);

/** A time zone the server knows, else UTC. */
export function readTimeZone(value: string | undefined): string {
  try {
    if (!value) return 'UTC';
    return new Intl.DateTimeFormat('en', { timeZone: decodeURIComponent(value) }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
