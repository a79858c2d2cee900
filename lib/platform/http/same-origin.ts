/**
 * True when a request that carries a cookie comes from our own pages. Browsers send `Sec-Fetch-Site` or
 * `Origin` on every request that changes something; a request with neither is not from a page.
 */
export function isSameOrigin(request: Request, ownOrigins: string[]): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = request.headers.get('origin');
  if (origin === null) return false;
  const host = request.headers.get('host');
  return ownOrigins.includes(origin) || (host !== null && safeHost(origin) === host);
}

function safeHost(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
