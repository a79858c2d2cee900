import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { mediaSources, pagePolicy } from '@/lib/platform/http';
import { realtimeConnectSources, realtimeProcessUrl } from '@/lib/realtime';

// API routes, media and build output go past: they need no policy, and Next would hold their bodies in memory.
export const config = {
  runtime: 'nodejs',
  matcher: [
    '/((?!api/|media/|_next/static/|_next/image).*)',
    { source: '/:path*', has: [{ type: 'header', key: 'upgrade', value: 'websocket' }] },
  ],
};

/** Hands WebSockets on to the realtime process; gives each page a policy of its own. */
export default function middleware(request: NextRequest): NextResponse {
  if (request.headers.has('upgrade')) return handOn(request);
  // Below /app there are only WebSockets, and Pusher's HTTP API is not for the outside.
  if (/^\/apps?(\/|$)/.test(request.nextUrl.pathname)) return new NextResponse(null, { status: 404 });
  return withPolicy(request);
}

/**
 * The port is only known at run time, so this cannot be a rewrite of next.config. Next leaves sockets open that
 * nobody answers, hence the realtime process gets all of them and refuses those that it does not know.
 */
function handOn(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const target = new URL(realtimeProcessUrl());
  target.pathname = pathname.startsWith('/app/') ? pathname : '/not-found';
  target.search = search;
  return NextResponse.rewrite(target);
}

function withPolicy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString('base64');
  const policy = pagePolicy({
    nonce,
    host: request.headers.get('host'),
    connectSources: realtimeConnectSources(),
    mediaSources: mediaSources(),
  });
  // Next reads the nonce from the policy of the request, and puts it on its own scripts.
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}
