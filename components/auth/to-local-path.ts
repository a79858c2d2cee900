const BASE = 'http://localhost';

/** Where to go after signing in: a page of this app, whatever the address bar asked for. */
export function toLocalPath(wanted: string | string[] | undefined): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || !URL.canParse(wanted, BASE)) return '/';
  const url = new URL(wanted, BASE);
  const local = url.origin === BASE && !url.pathname.startsWith('//') && !url.pathname.startsWith('/sign');
  return local ? url.pathname + url.search : '/';
}
