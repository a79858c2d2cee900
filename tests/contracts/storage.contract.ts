import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Storage, StoredObject } from '@/lib/media/ports';

const about = { contentType: 'application/octet-stream' };

async function* chunks(...parts: (Uint8Array | string)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}

async function read(storage: Storage, key: string, range?: { start: number; end?: number }): Promise<Buffer> {
  return Buffer.concat(await (await storage.open(key, range)).toArray());
}

async function listAll(storage: Storage, prefix: string): Promise<StoredObject[]> {
  const found: StoredObject[] = [];
  for await (const object of storage.list(prefix)) found.push(object);
  return found;
}

async function keysOf(storage: Storage, prefix: string): Promise<string[]> {
  return (await listAll(storage, prefix)).map((found) => found.key).sort();
}

/** What every Storage must do, whatever is behind it. */
export function describeStorageContract(
  name: string,
  open: () => Promise<{ storage: Storage; close(): Promise<void> }>,
): void {
  describe(`storage contract: ${name}`, () => {
    let storage: Storage;
    let close: () => Promise<void>;

    beforeEach(async () => {
      ({ storage, close } = await open());
    });
    afterEach(() => close());

    it('gives back the bytes it was given', async () => {
      const result = await storage.put('media/file/a.bin', chunks('one ', 'two ', 'three'), about);
      expect(result).toEqual({ sizeBytes: 13 });
      expect((await read(storage, 'media/file/a.bin')).toString()).toBe('one two three');
      expect(await storage.stat('media/file/a.bin')).toMatchObject({
        key: 'media/file/a.bin',
        sizeBytes: 13,
      });
    });

    it('keeps an empty object', async () => {
      expect(await storage.put('media/file/empty.bin', chunks(), about)).toEqual({ sizeBytes: 0 });
      expect(await read(storage, 'media/file/empty.bin')).toHaveLength(0);
    });

    it('keeps megabytes byte for byte, in chunks of odd sizes', async () => {
      const parts = Array.from({ length: 40 }, (_, index) => randomBytes(1 + index * 7919));
      await storage.put('media/file/large.bin', Readable.from(parts), about);
      const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
      expect(hash(await read(storage, 'media/file/large.bin'))).toBe(hash(Buffer.concat(parts)));
    });

    it('reads a range with both ends inclusive, and to the end when none is given', async () => {
      await storage.put('media/file/range.bin', chunks('0123456789'), about);
      expect((await read(storage, 'media/file/range.bin', { start: 2, end: 4 })).toString()).toBe('234');
      expect((await read(storage, 'media/file/range.bin', { start: 7 })).toString()).toBe('789');
      expect((await read(storage, 'media/file/range.bin', { start: 0, end: 0 })).toString()).toBe('0');
    });

    it('never overwrites: the second put is a conflict and the first bytes stay', async () => {
      await storage.put('media/file/once.bin', chunks('first'), about);
      await expect(storage.put('media/file/once.bin', chunks('second'), about)).rejects.toMatchObject({
        code: 'media.key_taken',
      });
      expect((await read(storage, 'media/file/once.bin')).toString()).toBe('first');
    });

    it('never overwrites with something large either', async () => {
      await storage.put('media/file/once.bin', chunks('first'), about);
      const large = Array.from({ length: 12 }, () => Buffer.alloc(1_000_000));
      await expect(storage.put('media/file/once.bin', Readable.from(large), about)).rejects.toMatchObject({
        code: 'media.key_taken',
      });
      expect((await read(storage, 'media/file/once.bin')).toString()).toBe('first');
    });

    it('lets exactly one of two puts at the same time win, whole', async () => {
      const results = await Promise.allSettled(
        ['aaaa', 'bbbb'].map((text) => storage.put('media/file/race.bin', chunks(text, text), about)),
      );
      expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
      expect(['aaaaaaaa', 'bbbbbbbb']).toContain((await read(storage, 'media/file/race.bin')).toString());
    });

    it.each([0, 300_000, 12_000_000])(
      'keeps nothing when %i bytes come and then an error, and passes it on',
      async (size) => {
        const broken = async function* () {
          for (let sent = 0; sent < size; sent += 100_000) yield Buffer.alloc(100_000);
          throw new Error('the sender went away');
        };
        await expect(storage.put('media/file/broken.bin', broken(), about)).rejects.toThrow(
          'the sender went away',
        );
        expect(await storage.stat('media/file/broken.bin')).toBeNull();
        expect(await keysOf(storage, 'media/')).toEqual([]);
      },
    );

    it('shows nothing under the key until the put is complete', async () => {
      let release = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      const slow = async function* () {
        yield Buffer.alloc(200_000);
        await held;
        yield Buffer.from('end');
      };
      const put = storage.put('media/file/slow.bin', slow(), about);
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(await storage.stat('media/file/slow.bin')).toBeNull();
      expect(await keysOf(storage, 'media/')).toEqual([]);
      release();
      expect(await put).toEqual({ sizeBytes: 200_003 });
    });

    it('says so when nothing is stored under a key', async () => {
      expect(await storage.stat('media/file/none.bin')).toBeNull();
      await expect(storage.open('media/file/none.bin')).rejects.toMatchObject({
        code: 'media.bytes_missing',
      });
    });

    it('deletes, also twice', async () => {
      await storage.put('media/file/gone.bin', chunks('x'), about);
      await storage.delete('media/file/gone.bin');
      await storage.delete('media/file/gone.bin');
      expect(await storage.stat('media/file/gone.bin')).toBeNull();
    });

    it('lists what begins with a prefix, through all folders', async () => {
      for (const key of ['media/image/a/1.png', 'media/image/a/b/2.png', 'media/audio/3.mp3']) {
        await storage.put(key, chunks(key), about);
      }
      expect(await keysOf(storage, 'media/')).toEqual([
        'media/audio/3.mp3',
        'media/image/a/1.png',
        'media/image/a/b/2.png',
      ]);
      expect(await keysOf(storage, 'media/image/')).toEqual(['media/image/a/1.png', 'media/image/a/b/2.png']);
      expect(await keysOf(storage, 'media/image/a/1')).toEqual(['media/image/a/1.png']);
      expect(await keysOf(storage, 'media/video/')).toEqual([]);
      const [found] = await listAll(storage, 'media/audio/');
      expect(found?.sizeBytes).toBe('media/audio/3.mp3'.length);
      expect(Math.abs(Date.now() - (found?.modifiedAt.getTime() ?? 0))).toBeLessThan(60_000);
    });

    it.each([
      '../outside',
      'media/../../outside',
      'media/./a',
      'media//a',
      '/etc/passwd',
      'media/.hidden',
      'media/Upper',
      'media/a b',
      'media/a\0b',
      'media/a\\b',
      'media/ä',
      'media',
      'other/a',
      '',
      `media/${'a'.repeat(500)}`,
    ])('refuses the key %j in every operation', async (key) => {
      await expect(storage.put(key, chunks('x'), about)).rejects.toThrow('Not a storage key');
      await expect(storage.open(key)).rejects.toThrow('Not a storage key');
      await expect(storage.stat(key)).rejects.toThrow('Not a storage key');
      await expect(storage.delete(key)).rejects.toThrow('Not a storage key');
    });

    it('drops nothing that is complete', async () => {
      await storage.put('media/file/kept.bin', chunks('x'), about);
      await storage.dropUnfinished(new Date(Date.now() + 60_000));
      expect(await storage.stat('media/file/kept.bin')).not.toBeNull();
    });

    it('makes addresses that anyone may read from for a while, or says that it does not', async () => {
      await storage.put('media/file/signed.bin', chunks('0123456789'), about);
      const asked = {
        expiresInSeconds: 600,
        contentType: 'text/plain',
        contentDisposition: `attachment; filename="a b.txt"; filename*=UTF-8''%C3%A4%28b%29.txt`,
      };
      if (!storage.capabilities.signedReads) {
        await expect(storage.signRead('media/file/signed.bin', asked)).rejects.toThrow('no signed addresses');
        return;
      }
      const address = await storage.signRead('media/file/signed.bin', asked);
      const whole = await fetch(address);
      expect([whole.status, await whole.text()]).toEqual([200, '0123456789']);
      expect(whole.headers.get('content-type')).toBe('text/plain');
      expect(whole.headers.get('content-disposition')).toBe(asked.contentDisposition);
      const part = await fetch(address, { headers: { range: 'bytes=2-4' } });
      expect([part.status, await part.text()]).toEqual([206, '234']);
      await expect(storage.signRead('media/../signed.bin', asked)).rejects.toThrow('Not a storage key');
    });

    it('makes addresses to which anyone may send what was agreed, or says that it does not', async () => {
      const key = 'media/incoming/sent.bin';
      const agreed = { expiresInSeconds: 600, contentType: 'image/png', sizeBytes: 5 };
      if (!storage.capabilities.signedWrites) {
        await expect(storage.signWrite(key, agreed)).rejects.toThrow('no signed addresses');
        return;
      }
      const { url, headers } = await storage.signWrite(key, agreed);
      const send = (body: string, sent: Record<string, string>) =>
        fetch(url, { method: 'PUT', body, headers: sent });
      expect((await send('more than five', headers)).ok).toBe(false);
      expect((await send('12345', { 'content-type': 'text/html' })).ok).toBe(false);
      expect((await fetch(url)).ok).toBe(false);
      expect(await storage.stat(key)).toBeNull();
      expect((await send('12345', headers)).ok).toBe(true);
      expect((await read(storage, key)).toString()).toBe('12345');
      await expect(storage.signWrite('media/../sent.bin', agreed)).rejects.toThrow('Not a storage key');
    });

    it('passes its own check and leaves no probe behind', async () => {
      await storage.check();
      expect(await keysOf(storage, 'media/')).toEqual([]);
    });
  });
}
