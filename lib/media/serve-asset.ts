import { Readable } from 'node:stream';
import { env } from '@/lib/platform/env';
import { contentDisposition } from './content-disposition';
import { mediaExpired, mediaNotFound, mediaNotReady, mediaQuarantined, mediaResponsesOff } from './errors';
import { SIGNED_PLAY_SECONDS, SIGNED_READ_SECONDS } from './limits';
import { isInline } from './media-types';
import { parseRange, type ServedRange } from './parse-range';
import type { Storage } from './ports';
import { storageOf } from './storage';
import { findAsset } from './store/assets';
import { type AssetRow, editionOf, isWithheld } from './store/to-asset';

/** The bytes behind one address. */
type Served = {
  key: string;
  contentType: string;
  sizeBytes: number;
  filename: string | null;
  etag: string;
  /** What the address must carry as `v` to name these bytes and no later ones; null: there will be no later ones. */
  edition: string | null;
};

/**
 * What an address under /media always says. The bytes of most addresses never change, so the owner's browser may keep
 * them; `private` keeps them out of shared caches, and `Vary` out of reach of whoever signs in next in the same
 * browser: another cookie is another cache entry, and asking again is authorised again. `no-transform` because a
 * compressed body would not fit the ranges promised.
 */
const lastingHeaders = {
  'accept-ranges': 'bytes',
  'cache-control': 'private, max-age=31536000, immutable, no-transform',
  vary: 'Cookie, Authorization',
  'content-security-policy': "sandbox; default-src 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

/** What came in was judged at the door, so it may be played while it is prepared, and saved when that failed. */
const servedStates = new Set(['ready', 'processing', 'failed']);

/** What a page shows by itself, as browsers say in Sec-Fetch-Dest. */
const embeddedUses = new Set(['image', 'audio', 'video']);

/**
 * Answers GET and HEAD for an asset or one of its variants, with Range, If-Range and If-None-Match. With
 * MEDIA_DELIVERY=redirect and a storage that signs addresses, GET is answered with a redirect there.
 * Throws `media.not_found` for what is not there and for what is another owner's, alike; `media.not_ready` for
 * what is not here yet or not scanned yet; `media.expired` (410) for what was kept its time; `media.quarantined` for
 * what may be harmful; `media.responses_off` for what
 * a model made while that is turned off.
 */
export async function serveAsset(
  ownerId: string,
  id: string,
  variant: string | null,
  request: Pick<Request, 'method' | 'headers' | 'url'>,
): Promise<Response> {
  const row = await findAsset(ownerId, id);
  if (row?.status === 'expired') throw mediaExpired();
  if (row?.status === 'quarantined') throw mediaQuarantined();
  if (row && isWithheld(row)) throw mediaResponsesOff();
  const served = row && findServed(row, variant);
  if (!served) throw mediaNotFound();
  if (!servedStates.has(row.status) || row.scan_verdict === 'pending') throw mediaNotReady();

  const headers = new Headers(lastingHeaders);
  if (served.edition !== null && new URL(request.url).searchParams.get('v') !== served.edition)
    headers.set('cache-control', 'private, no-cache, no-transform');
  headers.set('etag', served.etag);
  if (matchesAny(request.headers.get('if-none-match'), served.etag))
    return new Response(null, { status: 304, headers });

  const disposition = contentDisposition(
    isInline(served.contentType) ? 'inline' : 'attachment',
    served.filename,
  );
  headers.set('content-type', served.contentType);
  headers.set('content-disposition', disposition);
  if (request.method === 'HEAD') {
    headers.set('content-length', String(served.sizeBytes));
    return new Response(null, { headers });
  }

  const kept = storageOf(row.storage_driver);
  if (isRedirected(kept, served, request.headers)) return redirect(kept, served, disposition);
  const range = wantedRange(request.headers, served);
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${served.sizeBytes}`);
    headers.set('cache-control', 'no-store');
    headers.delete('content-disposition');
    return new Response(null, { status: 416, headers });
  }
  const { start, end } = range ?? { start: 0, end: served.sizeBytes - 1 };
  headers.set('content-length', String(end - start + 1));
  if (range) headers.set('content-range', `bytes ${start}-${end}/${served.sizeBytes}`);
  // Reading to the size on record, not to the end: the length promised is the length sent.
  const bytes = await kept.open(served.key, { start, end });
  return new Response(toWebStream(bytes), { status: range ? 206 : 200, headers });
}

function findServed(row: AssetRow, variant: string | null): Served | null {
  if (variant === null) {
    return {
      key: row.storage_key,
      contentType: row.content_type,
      sizeBytes: Number(row.size_bytes),
      filename: row.filename,
      etag: `"${row.id}-${row.version}-${row.size_bytes}"`,
      edition: null,
    };
  }
  const found = row.variants.find(({ name }) => name === variant);
  if (!found) return null;
  return {
    key: found.storage_key,
    contentType: found.content_type,
    sizeBytes: Number(found.size_bytes),
    filename: null,
    etag: `"${found.sha256}"`,
    edition: editionOf(found),
  };
}

function isRedirected(kept: Storage, { contentType }: Served, headers: Headers): boolean {
  if (env().MEDIA_DELIVERY !== 'redirect' || !kept.capabilities.signedReads) return false;
  // A link that says `download` is only obeyed on our own origin; attachments are saved in any case.
  const use = headers.get('sec-fetch-dest');
  return use === null || !isInline(contentType) || embeddedUses.has(use);
}

/** Whoever gets the address may read for a short while; so it is not kept, and each use is authorised again. */
async function redirect(kept: Storage, { key, contentType }: Served, disposition: string): Promise<Response> {
  const location = await kept.signRead(key, {
    expiresInSeconds: /^(audio|video)\//.test(contentType) ? SIGNED_PLAY_SECONDS : SIGNED_READ_SECONDS,
    contentType,
    contentDisposition: disposition,
  });
  const headers = new Headers(lastingHeaders);
  headers.delete('accept-ranges');
  headers.set('cache-control', 'private, no-store');
  headers.set('location', location);
  return new Response(null, { status: 302, headers });
}

/** A client that holds an older body (If-Range) gets the whole new one. */
function wantedRange(headers: Headers, served: Served): ServedRange | 'unsatisfiable' | null {
  const held = headers.get('if-range');
  if (held !== null && held.trim() !== served.etag) return null;
  return parseRange(headers.get('range'), served.sizeBytes);
}

function matchesAny(header: string | null, etag: string): boolean {
  if (header === null) return false;
  if (header.trim() === '*') return true;
  // If-None-Match compares weakly; a proxy may have weakened ours on the way.
  return header.split(',').some((given) => given.trim().replace(/^W\//, '') === etag);
}

/** Cancelling the web stream, as a server does when the client goes away, destroys the source and closes its file. */
function toWebStream(bytes: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(bytes) as ReadableStream<Uint8Array>;
}
