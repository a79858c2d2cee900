import type { Asset, FetchMediaBody } from '@/lib/contracts';
import { findConversation } from '@/lib/conversation';
import { AppError } from '@/lib/kernel';
import { kv } from '@/lib/platform/kv';
import { type SafeFetchOptions, type SafeResponse, safeFetch } from '@/lib/platform/safe-fetch';
import { receiveInPlace } from './receive-upload';
import { takePlace } from './take-place';

/** A person who pastes links, not a program that has this server fetch the internet. */
const MAX_PER_MINUTE = 20;

/**
 * Takes in the file behind a public address, as if the person had sent it. Throws as `safeFetch` and the door do, and
 * `media.too_many_fetches`.
 */
export async function fetchMedia(
  ownerId: string,
  { url, conversation_id: asked }: FetchMediaBody,
  options: SafeFetchOptions = {},
): Promise<Asset> {
  const limit = await kv().limit(`fetch:${ownerId}`, { max: MAX_PER_MINUTE, windowMs: 60_000 });
  if (!limit.allowed) throw tooManyFetches(limit.retryAfterMs);
  const conversation = asked ? await findConversation(ownerId, asked) : null;
  return takePlace(ownerId, async () => {
    const found = await safeFetch(url, options);
    try {
      return await receiveInPlace({
        ownerId,
        body: found.body,
        declaredType: found.contentType,
        filename: nameOf(found),
        contentLength: found.contentLength,
        conversationId: conversation?.id ?? null,
      });
    } finally {
      found.body.destroy();
    }
  });
}

/** What the server calls it, else the end of the path. The door cleans either. */
function nameOf({ url, contentDisposition }: SafeResponse): string | null {
  const encoded = /filename\*=UTF-8''([^;\s]+)/i.exec(contentDisposition ?? '')?.[1];
  const plain = /filename="?([^";]+)"?/i.exec(contentDisposition ?? '')?.[1];
  return (encoded && decode(encoded)) || plain || decode(url.pathname.split('/').at(-1) ?? '') || null;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const tooManyFetches = (retryAfterMs: number) =>
  new AppError({
    code: 'media.too_many_fetches',
    kind: 'rate_limited',
    publicMessage: 'Too many addresses were fetched in a short time. Wait a minute and go on.',
    retryable: true,
    retryAfterMs,
  });
