import { Ratelimit } from '@upstash/ratelimit';
import { Redis } from '@upstash/redis';
import { AppError } from '@/lib/kernel';
import { encodeMessage, encodeValue, storedKey } from './encode';
import { notANumber, storeUnavailable } from './errors';
import type { KeyValue } from './port';
import { createUpstashMessages } from './upstash-messages';

/** One database may serve other programs too. */
const PREFIX = 'strand';
const REQUEST_TIMEOUT_MS = 5000;

/** Plain INCR and PEXPIRE would leave a counter without an end if the process died between them. */
const INCREMENT_SCRIPT = `
  local isNew = redis.call('EXISTS', KEYS[1]) == 0
  local count = redis.call('INCR', KEYS[1])
  if isNew and ARGV[1] ~= '' then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
  return count`;

/** Keeps entries in Upstash Redis, for installations of several servers. */
export function createUpstashKeyValue(account: { url: string; token: string }): KeyValue {
  const redis = new Redis({
    ...account,
    // Values are JSON already. Left on, the string "1" would come back as a number.
    automaticDeserialization: false,
    signal: () => AbortSignal.timeout(REQUEST_TIMEOUT_MS),
  });
  const messages = createUpstashMessages(account, PREFIX);
  const limiters = new Map<string, Ratelimit>();

  function limiterOf(max: number, windowMs: number): Ratelimit {
    const name = `${max}/${windowMs}`;
    const known = limiters.get(name);
    if (known) return known;
    const limiter = new Ratelimit({
      redis,
      prefix: LIMIT_PREFIX,
      limiter: Ratelimit.fixedWindow(max, `${windowMs} ms`),
      // Both defaults weaken a limit: a time-out would allow the request, and the cache outlives a `delete`.
      timeout: 0,
      ephemeralCache: false,
    });
    limiters.set(name, limiter);
    return limiter;
  }

  return {
    get: (key) =>
      guard(async () => {
        const text = await redis.get<string>(valueKey(key));
        return text === null ? null : JSON.parse(text);
      }),
    set: (key, value, { ttlMs } = {}) =>
      guard(async () => {
        const text = encodeValue(value);
        await redis.set(valueKey(key), text, ttlMs === undefined ? undefined : { px: wholeMs(ttlMs) });
      }),
    delete: (key) =>
      guard(async () => {
        const windowMs = Number(await redis.get<string>(windowKey(key)));
        await redis.del(valueKey(key), windowKey(key), ...(windowMs > 0 ? countKeys(key, windowMs) : []));
      }),
    increment: (key, { ttlMs } = {}) =>
      guard(async () => {
        const ttl = ttlMs === undefined ? '' : String(wholeMs(ttlMs));
        return Number(await redis.eval<string[], number>(INCREMENT_SCRIPT, [valueKey(key)], [ttl]));
      }),
    limit: (key, { max, windowMs }) =>
      guard(async () => {
        // The window's length is part of the name a count has in Redis, so `delete` must know it. Both commands
        // travel in one request.
        const [outcome] = await Promise.all([
          limiterOf(max, windowMs).limit(storedKey(key)),
          redis.set(windowKey(key), String(windowMs), { px: wholeMs(windowMs) }),
        ]);
        const { success: allowed, remaining, reset } = outcome;
        return { allowed, remaining, retryAfterMs: allowed ? 0 : Math.max(1, reset - Date.now()) };
      }),
    publish: (channel, message) =>
      guard(async () => {
        await redis.publish(messages.channelName(storedKey(channel)), encodeMessage(message));
      }),
    subscribe: (channel, handler) => guard(() => messages.subscribe(storedKey(channel), handler)),
  };
}

const LIMIT_PREFIX = `${PREFIX}:l`;
const valueKey = (key: string) => `${PREFIX}:v:${storedKey(key)}`;
const windowKey = (key: string) => `${PREFIX}:w:${storedKey(key)}`;

/** The names @upstash/ratelimit gives to the counts of this window and the last. */
function countKeys(key: string, windowMs: number): string[] {
  const bucket = Math.floor(Date.now() / windowMs);
  return [bucket, bucket - 1].map((number) => `${LIMIT_PREFIX}:${storedKey(key)}:${number}`);
}

function wholeMs(ms: number): number {
  return Math.max(1, Math.ceil(ms));
}

async function guard<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (AppError.isInstance(error)) throw error;
    // The answer carries no code; this is Redis's own wording, the same since its first versions.
    throw /value is not an integer/.test(String(error)) ? notANumber(error) : storeUnavailable(error);
  }
}
