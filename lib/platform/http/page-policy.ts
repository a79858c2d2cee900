import { env } from '../env';
import { mediaBase } from '../media-base';

/** Host names and ports only: the header comes from outside and must not add directives of its own. */
const hostShape = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/**
 * The Content-Security-Policy of a page. Only scripts that carry the nonce run, and what they load; nothing
 * else is fetched from other origins but `connectSources`, and pictures, sound and video from `mediaSources`.
 */
export function pagePolicy(page: {
  nonce: string;
  host: string | null;
  connectSources: string[];
  mediaSources: string[];
}): string {
  // React's development build reconstructs server stacks with eval.
  const evaluation = env().NODE_ENV === 'development' ? [`'unsafe-eval'`] : [];
  const directives: Record<string, string[]> = {
    'default-src': [`'self'`],
    'script-src': [`'self'`, `'nonce-${page.nonce}'`, `'strict-dynamic'`, ...evaluation],
    // Styles set by components at run time have no nonce.
    'style-src': [`'self'`, `'unsafe-inline'`],
    'img-src': [`'self'`, 'blob:', 'data:', ...page.mediaSources],
    'media-src': [`'self'`, 'blob:', ...page.mediaSources],
    'font-src': [`'self'`],
    'connect-src': [`'self'`, ...ownWebSockets(page.host), ...page.connectSources, ...page.mediaSources],
    'worker-src': [`'self'`, 'blob:'],
    'object-src': [`'none'`],
    'base-uri': [`'none'`],
    'form-action': [`'self'`],
    'frame-ancestors': [`'none'`],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

/** Not every browser takes `'self'` to include WebSockets of the same origin. */
function ownWebSockets(host: string | null): string[] {
  return host !== null && hostShape.test(host) ? [`ws://${host}`, `wss://${host}`] : [];
}

/**
 * Where redirects of /media lead, when MEDIA_DELIVERY asks for them. The path does not hinder redirects; it keeps
 * pages from naming other buckets of the same host.
 */
export function mediaSources(): string[] {
  const base = mediaBase(env());
  return base ? [`${base}/media/`] : [];
}
