import { type Clock, systemClock } from '@/lib/kernel';
import { ChannelHandlers } from './channel-handlers';
import { encodeMessage, encodeValue, storedKey } from './encode';
import { notANumber } from './errors';
import type { KeyValue } from './port';

type Entry = { text: string; expiresAt: number };

const WRITES_BETWEEN_PURGES = 1000;

/** Keeps everything in this process: for one process alone, and for tests. */
export function createMemoryKeyValue({ clock = systemClock }: { clock?: Clock } = {}): KeyValue {
  const entries = new Map<string, Entry>();
  const handlers = new ChannelHandlers();
  let writes = 0;

  function read(key: string): Entry | undefined {
    const entry = entries.get(key);
    return entry && entry.expiresAt > clock.now() ? entry : undefined;
  }

  function write(key: string, entry: Entry): void {
    entries.set(key, entry);
    writes += 1;
    if (writes % WRITES_BETWEEN_PURGES !== 0) return;
    for (const [name, { expiresAt }] of entries) if (expiresAt <= clock.now()) entries.delete(name);
  }

  function count(key: string, ttlMs: number | undefined): { value: number; expiresAt: number } {
    const entry = read(key);
    const before = Number(entry?.text ?? 0);
    if (!Number.isInteger(before)) throw notANumber();
    const value = before + 1;
    const expiresAt = entry?.expiresAt ?? clock.now() + (ttlMs ?? Number.POSITIVE_INFINITY);
    write(key, { text: String(value), expiresAt });
    return { value, expiresAt };
  }

  return {
    async get(key) {
      const entry = read(valueKey(key));
      return entry ? JSON.parse(entry.text) : null;
    },
    async set(key, value, { ttlMs = Number.POSITIVE_INFINITY } = {}) {
      write(valueKey(key), { text: encodeValue(value), expiresAt: clock.now() + ttlMs });
    },
    async delete(key) {
      entries.delete(valueKey(key));
      entries.delete(limitKey(key));
    },
    async increment(key, { ttlMs } = {}) {
      return count(valueKey(key), ttlMs).value;
    },
    async limit(key, { max, windowMs }) {
      const { value, expiresAt } = count(limitKey(key), windowMs);
      const allowed = value <= max;
      const retryAfterMs = allowed ? 0 : Math.max(1, expiresAt - clock.now());
      return { allowed, remaining: Math.max(0, max - value), retryAfterMs };
    },
    async publish(channel, message) {
      const text = encodeMessage(message);
      // Not before the sender goes on, as with a store elsewhere.
      queueMicrotask(() => handlers.deliver(channel, text));
    },
    async subscribe(channel, handler) {
      const remove = handlers.add(channel, handler);
      return async () => remove();
    },
  };
}

const valueKey = (key: string) => `v:${storedKey(key)}`;
const limitKey = (key: string) => `l:${storedKey(key)}`;
