import { APICallError } from '@ai-sdk/provider';
import { badAnswer, emptyAnswer } from '../../errors';
import { hasSignature } from '../ai-sdk/signature';
import { translateError } from '../ai-sdk/translate-error';
import { name } from './connection';

const MAX_REDIRECTS = 3;
/** Films lie on hosts of Google's; to no other does an answer lead us. */
const storage = /(^|\.)(googleapis|googleusercontent)\.com$/;

type Access = { apiKey: string; baseURL: string; signal: AbortSignal };

/**
 * Opens the film of an operation. The key goes in a header and to the provider's own origin alone; the address stays
 * here. What is no film by its first bytes is not taken for it.
 */
export async function downloadFilm(
  address: string,
  access: Access,
): Promise<{ mediaType: string; body: ReadableStream<Uint8Array> }> {
  const response = await open(new URL(address), access);
  if (!response.body) throw emptyAnswer({ name });
  const reader = response.body.getReader();
  const beginning = await readBeginning(reader);
  if (beginning.length === 0) throw emptyAnswer({ name });
  if (!hasSignature(beginning, [0x66, 0x74, 0x79, 0x70], 4)) {
    await reader.cancel().catch(() => undefined);
    throw badAnswer({ name });
  }
  return { mediaType: 'video/mp4', body: restOf(beginning, reader, access) };
}

async function open(first: URL, { apiKey, baseURL, signal }: Access): Promise<Response> {
  const { origin } = new URL(baseURL);
  let url = first;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const isOwn = url.origin === origin;
    if (!isOwn && !(url.protocol === 'https:' && storage.test(url.hostname))) throw badAnswer({ name });
    const response = await fetch(url, {
      headers: isOwn ? { 'x-goog-api-key': apiKey } : {},
      redirect: 'manual',
      signal,
    });
    const next = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
    if (!next) {
      if (response.ok) return response;
      await response.body?.cancel();
      throw new APICallError({
        message: `The download was answered with ${response.status}.`,
        // Not the address: it may carry the key.
        url: origin,
        requestBodyValues: {},
        statusCode: response.status,
        responseHeaders: Object.fromEntries(response.headers),
      });
    }
    await response.body?.cancel();
    url = new URL(next, url);
  }
  throw badAnswer({ name });
}

/** The first bytes, enough to tell what they are. */
async function readBeginning(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array> {
  let beginning: Uint8Array = new Uint8Array(0);
  while (beginning.length < 12) {
    const { done, value } = await reader.read();
    if (done) break;
    beginning = Buffer.concat([beginning, value]);
  }
  return beginning;
}

function restOf(
  beginning: Uint8Array,
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { apiKey }: Access,
): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(beginning),
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        controller.error(translateError(error, { name, secrets: [apiKey], started: true }));
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
