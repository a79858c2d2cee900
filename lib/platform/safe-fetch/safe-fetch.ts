import type { LookupAddress } from 'node:dns';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import {
  addressAnswered,
  addressRefused,
  addressTooSlow,
  addressUnreachable,
  tooManyRedirects,
} from './errors';
import { isPublicAddress } from './is-public-address';
import { type ResolveName, resolveAddress } from './resolve-address';

export type SafeFetchOptions = {
  /** Until the headers are there, over all redirects. */
  headersTimeoutMs?: number;
  /** Between two pieces of the body. */
  idleTimeoutMs?: number;
  /** From the headers to the end of the body. */
  bodyTimeoutMs?: number;
  signal?: AbortSignal;
  /** For tests: other names and networks. */
  resolve?: ResolveName;
  isAllowed?: (address: string) => boolean;
  isAllowedPort?: (port: string) => boolean;
};

export type SafeResponse = {
  /** Where the bytes came from in the end. */
  url: URL;
  contentType: string | null;
  /** Bytes announced, when they were. */
  contentLength: number | null;
  contentDisposition: string | null;
  /** Ends, or is destroyed by the caller or when its time is over. Nothing limits its length here. */
  body: IncomingMessage;
};

const MAX_REDIRECTS = 4;
const MAX_URL_LENGTH = 4_000;
/** A slow start of a small host; anything slower keeps a person waiting for nothing. */
const HEADERS_TIMEOUT_MS = 15_000;
const IDLE_TIMEOUT_MS = 20_000;
/** 100 MB at 350 kB a second. A host that sends a byte now and then would else hold its connection for years. */
const BODY_TIMEOUT_MS = 5 * 60_000;
/** The ports of the web: others are doors of services that were not meant for it. */
const isWebPort = (port: string) => port === '' || port === '80' || port === '443';

/**
 * GETs an address that somebody else chose. Each address on the way, redirects included, is parsed once, resolved,
 * held against the public internet, and connected to as resolved: no second look-up can say otherwise. No cookies,
 * no credentials, no compression, no proxy. Throws `remote.refused`, `remote.unreachable`, `remote.answered`,
 * `remote.timeout`, `remote.too_many_redirects`; an abort by `signal` throws its reason.
 */
export async function safeFetch(address: string, options: SafeFetchOptions = {}): Promise<SafeResponse> {
  const deadline = AbortSignal.timeout(options.headersTimeoutMs ?? HEADERS_TIMEOUT_MS);
  let url = parseAddress(address);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const response = await request(url, options, deadline);
    const status = response.statusCode ?? 0;
    const { location } = response.headers;
    if (status >= 300 && status < 400 && location !== undefined) {
      response.destroy();
      url = parseAddress(location, url);
      continue;
    }
    if (status !== 200) {
      response.destroy();
      throw addressAnswered(status);
    }
    return describe(url, response, options);
  }
  throw tooManyRedirects();
}

function parseAddress(address: string, base?: URL): URL {
  const url = address.length <= MAX_URL_LENGTH && URL.canParse(address, base) ? new URL(address, base) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) throw addressRefused();
  return url;
}

async function request(url: URL, options: SafeFetchOptions, deadline: AbortSignal): Promise<IncomingMessage> {
  if (!(options.isAllowedPort ?? isWebPort)(url.port)) throw addressRefused();
  const signal = options.signal ? AbortSignal.any([deadline, options.signal]) : deadline;
  const address = await resolveAddress(url, {
    ...(options.resolve ? { resolve: options.resolve } : {}),
    isAllowed: options.isAllowed ?? isPublicAddress,
    signal,
  }).catch((error: unknown) => {
    options.signal?.throwIfAborted();
    throw deadline.aborted ? addressTooSlow(error) : error;
  });
  return new Promise<IncomingMessage>((resolve, reject) => {
    const { get } = url.protocol === 'https:' ? https : http;
    const sent = get(
      url,
      {
        // A connection of its own, to the address that was judged; TLS still checks the name.
        agent: false,
        lookup: pinTo(address),
        headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Strand' },
      },
      (response) => {
        stopWaiting();
        resolve(response);
      },
    );
    const stop = () => sent.destroy();
    const stopWaiting = () => signal.removeEventListener('abort', stop);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    const fail = (cause?: unknown) => {
      stopWaiting();
      if (options.signal?.aborted) reject(options.signal.reason);
      else reject(deadline.aborted ? addressTooSlow(cause) : addressUnreachable(cause));
    };
    sent.on('error', fail);
    // Without an error, and without an answer: whoever changes the protocol is hung up on in silence.
    sent.on('close', () => fail());
  });
}

function pinTo({ address, family }: LookupAddress): NonNullable<http.RequestOptions['lookup']> {
  return (_hostname, wanted, done) => {
    if (wanted.all) done(null, [{ address, family }]);
    else done(null, address, family);
  };
}

function describe(
  url: URL,
  response: IncomingMessage,
  { idleTimeoutMs, bodyTimeoutMs, signal }: SafeFetchOptions,
): SafeResponse {
  const length = response.headers['content-length'];
  response.setTimeout(idleTimeoutMs ?? IDLE_TIMEOUT_MS, () => response.destroy(addressTooSlow()));
  const late = setTimeout(() => response.destroy(addressTooSlow()), bodyTimeoutMs ?? BODY_TIMEOUT_MS).unref();
  const stop = () => response.destroy(signal?.reason);
  signal?.addEventListener('abort', stop, { once: true });
  response.once('close', () => {
    clearTimeout(late);
    signal?.removeEventListener('abort', stop);
  });
  return {
    url,
    contentType: response.headers['content-type'] ?? null,
    contentLength: length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : null,
    contentDisposition: response.headers['content-disposition'] ?? null,
    body: response,
  };
}
