import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { KeyValue } from '@/lib/platform/kv';
import { MAX_MESSAGE_BYTES } from '@/lib/platform/kv/encode';

/** What every key-value store must do. `open` gives two handles, as two processes would have them. */
export function describeKeyValue(
  name: string,
  open: () => Promise<{ one: KeyValue; other: KeyValue }>,
): void {
  describe(`key-value store: ${name}`, () => {
    let one: KeyValue;
    let other: KeyValue;
    let keys = 0;
    const newKey = () => `key-${keys++}`;

    beforeAll(async () => {
      ({ one, other } = await open());
    });

    describe('values', () => {
      it.each([
        ['a text', 'hello "you" \\ ümläut 🎈'],
        ['a text that looks like a number', '007'],
        ['a number', 1.5],
        ['false', false],
        ['an object', { list: [1, 'two', null], nested: { deep: true } }],
      ])('gives back %s as it was', async (_kind, value) => {
        const key = newKey();
        await one.set(key, value);
        expect(await other.get(key)).toEqual(value);
      });

      it('answers null for what is not there', async () => {
        expect(await one.get(newKey())).toBeNull();
      });

      it.each([
        ['null', null],
        ['undefined', undefined],
      ])('refuses %s', async (_kind, value) => {
        await expect(one.set(newKey(), value)).rejects.toMatchObject({ code: 'kv.not_storable' });
      });

      it('replaces a value together with its time', async () => {
        const key = newKey();
        await one.set(key, 'short', { ttlMs: 60 });
        await one.set(key, 'long');
        await sleep(120);
        expect(await one.get(key)).toBe('long');
      });

      it('forgets a value when its time is over', async () => {
        const key = newKey();
        await one.set(key, 'x', { ttlMs: 150 });
        expect(await other.get(key)).toBe('x');
        await sleep(250);
        expect(await other.get(key)).toBeNull();
      });

      it('deletes', async () => {
        const key = newKey();
        await one.set(key, 'x');
        await other.delete(key);
        expect(await one.get(key)).toBeNull();
        await other.delete(key);
      });

      it.each([
        ['long', 'k'.repeat(5000)],
        ['odd', 'new\nline, nul\u0000, *?[glob]'],
        ['empty', ''],
      ])('takes %s keys and tells them apart', async (_kind, key) => {
        await one.set(key, 'first');
        await one.set(`${key}!`, 'second');
        expect(await one.get(key)).toBe('first');
        await one.delete(key);
        expect(await one.get(`${key}!`)).toBe('second');
      });
    });

    describe('counters', () => {
      it('loses no increment among 50 at once', async () => {
        const key = newKey();
        const counts = await Promise.all(
          Array.from({ length: 50 }, (_, i) => (i % 2 ? one : other).increment(key)),
        );
        expect(counts.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
        expect(await one.get(key)).toBe(50);
      });

      it('begins anew after the time of the first increment, which later ones do not prolong', async () => {
        const key = newKey();
        expect(await one.increment(key, { ttlMs: 300 })).toBe(1);
        await sleep(200);
        expect(await one.increment(key, { ttlMs: 300 })).toBe(2);
        await sleep(200);
        expect(await one.increment(key, { ttlMs: 300 })).toBe(1);
      });

      it('keeps a counter without a time', async () => {
        const key = newKey();
        await one.increment(key);
        await sleep(50);
        expect(await one.increment(key)).toBe(2);
      });

      it('refuses to count what is no number', async () => {
        const key = newKey();
        await one.set(key, 'many');
        await expect(one.increment(key)).rejects.toMatchObject({ code: 'kv.not_a_number' });
        expect(await one.get(key)).toBe('many');
      });
    });

    describe('limits', () => {
      /** Stores may cut time into fixed windows: a test must not straddle two of them. */
      async function awaitYoungWindow(windowMs: number): Promise<void> {
        const age = Date.now() % windowMs;
        if (age > windowMs / 4) await sleep(windowMs - age + 5);
      }

      it('allows exactly max uses in a window, also of 40 at once', async () => {
        const rule = { max: 10, windowMs: 60_000 };
        if (Date.now() % 60_000 > 58_000) await sleep(2_500);
        const key = newKey();
        const outcomes = await Promise.all(
          Array.from({ length: 40 }, (_, i) => (i % 2 ? one : other).limit(key, rule)),
        );
        expect(outcomes.filter((outcome) => outcome.allowed)).toHaveLength(10);
        expect(
          new Set(outcomes.filter((outcome) => outcome.allowed).map(({ remaining }) => remaining)).size,
        ).toBe(10);
        for (const refused of outcomes.filter((outcome) => !outcome.allowed)) {
          expect(refused).toMatchObject({ remaining: 0 });
          expect(refused.retryAfterMs).toBeGreaterThan(0);
          expect(refused.retryAfterMs).toBeLessThanOrEqual(60_000);
        }
      });

      it('says how many are left and allows again after retryAfterMs', async () => {
        const rule = { max: 2, windowMs: 1000 };
        const key = newKey();
        await awaitYoungWindow(rule.windowMs);
        expect(await one.limit(key, rule)).toEqual({ allowed: true, remaining: 1, retryAfterMs: 0 });
        expect(await other.limit(key, rule)).toEqual({ allowed: true, remaining: 0, retryAfterMs: 0 });
        const refused = await one.limit(key, rule);
        expect(refused.allowed).toBe(false);
        await sleep(refused.retryAfterMs + 30);
        expect((await one.limit(key, rule)).allowed).toBe(true);
      });

      it('counts each key by itself, and apart from its value', async () => {
        const rule = { max: 1, windowMs: 60_000 };
        const key = newKey();
        await one.set(key, 'a value');
        expect((await one.limit(key, rule)).allowed).toBe(true);
        expect((await one.limit(newKey(), rule)).allowed).toBe(true);
        expect(await one.get(key)).toBe('a value');
      });

      it('forgets the count when the key is deleted', async () => {
        const rule = { max: 1, windowMs: 60_000 };
        const key = newKey();
        await one.limit(key, rule);
        await other.delete(key);
        expect((await one.limit(key, rule)).allowed).toBe(true);
      });
    });

    describe('messages', () => {
      it('reach every subscriber of the channel, here and elsewhere, in order', async () => {
        const channel = newKey();
        const here: unknown[] = [];
        const there: unknown[] = [];
        const leaveHere = await one.subscribe(channel, (message) => here.push(message));
        const leaveThere = await other.subscribe(channel, (message) => there.push(message));
        const sent = [{ text: 'line\nbreak, comma, "quote"' }, 'two', 3];
        for (const message of sent) await one.publish(channel, message);
        await vi.waitFor(() => expect([here, there]).toEqual([sent, sent]), 5000);
        await leaveHere();
        await leaveThere();
      });

      it('stay within their channel and end with the subscription', async () => {
        const [channel, foreign] = [newKey(), newKey()];
        const heard: unknown[] = [];
        const still: unknown[] = [];
        const leave = await one.subscribe(channel, (message) => heard.push(message));
        const leaveOther = await one.subscribe(channel, (message) => still.push(message));
        await other.publish(foreign, 'foreign');
        await other.publish(channel, 'first');
        await vi.waitFor(() => expect(heard).toEqual(['first']), 5000);
        await leave();
        await other.publish(channel, 'second');
        await vi.waitFor(() => expect(still).toEqual(['first', 'second']), 5000);
        expect(heard).toEqual(['first']);
        await leaveOther();
      });

      it('reach the others when one handler throws', async () => {
        const channel = newKey();
        const heard: unknown[] = [];
        const leaveBroken = await one.subscribe(channel, () => {
          throw new Error('broken handler');
        });
        const leave = await one.subscribe(channel, (message) => heard.push(message));
        await other.publish(channel, 'x');
        await vi.waitFor(() => expect(heard).toEqual(['x']), 5000);
        await leaveBroken();
        await leave();
      });

      it('carry up to the limit of bytes, whatever they hold, and are refused above it in words', async () => {
        const channel = newKey();
        const heard: unknown[] = [];
        const leave = await one.subscribe(channel, (message) => heard.push(message));
        const largest = '"'.repeat((MAX_MESSAGE_BYTES - 2) / 2);
        await other.publish(channel, largest);
        await vi.waitFor(() => expect(heard).toEqual([largest]), 5000);
        await expect(other.publish(channel, 'é'.repeat(MAX_MESSAGE_BYTES / 2))).rejects.toMatchObject({
          code: 'kv.message_too_large',
          publicMessage: expect.stringContaining(String(MAX_MESSAGE_BYTES)),
        });
        await leave();
      });

      it('are heard again by someone who left and came back', async () => {
        const channel = newKey();
        const heard: unknown[] = [];
        await (await one.subscribe(channel, () => {}))();
        const leave = await one.subscribe(channel, (message) => heard.push(message));
        await other.publish(channel, 'again');
        await vi.waitFor(() => expect(heard).toEqual(['again']), 5000);
        await leave();
      });
    });
  });
}
