import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scanner } from '@/lib/media/scan-ports';
import { EICAR } from '@/tests/support/eicar';

const MEGABYTE = 1024 * 1024;

/** What every Scanner must do, whatever is behind it. */
export function describeScannerContract(
  name: string,
  open: () => Promise<{ scanner: Scanner; close(): Promise<void> }>,
): void {
  describe(`scanner contract: ${name}`, () => {
    let scanner: Scanner;
    let close: () => Promise<void>;
    let folder: string;

    beforeAll(async () => {
      ({ scanner, close } = await open());
      folder = await mkdtemp(path.join(tmpdir(), 'strand-scanner-'));
    }, 20_000);
    afterAll(async () => {
      await close();
      await rm(folder, { recursive: true, force: true });
    });

    async function fileOf(bytes: string | Uint8Array): Promise<string> {
      const file = path.join(folder, randomBytes(8).toString('hex'));
      await writeFile(file, bytes);
      return file;
    }

    it('finds nothing in what is harmless', async () => {
      expect(await scanner.scan(await fileOf('plain words'))).toEqual({ verdict: 'clean' });
      expect(await scanner.scan(await fileOf(randomBytes(3 * MEGABYTE)))).toEqual({ verdict: 'clean' });
    });

    it('finds what it knows, and names it', async () => {
      const verdict = await scanner.scan(await fileOf(EICAR));
      expect(verdict).toEqual({ verdict: 'infected', signature: expect.stringMatching(/eicar/i) });
    });

    it('tells files apart that are scanned at the same time', async () => {
      const files = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => fileOf(n % 2 ? EICAR : `words ${n}`)));
      const verdicts = await Promise.all(files.map((file) => scanner.scan(file)));
      expect(verdicts.map(({ verdict }) => verdict)).toEqual([
        'infected',
        'clean',
        'infected',
        'clean',
        'infected',
        'clean',
      ]);
    });

    it('calls nothing clean that it could not read', async () => {
      await expect(scanner.scan(path.join(folder, 'not-there'))).rejects.toThrow();
    });

    it('stops when it is told to', async () => {
      const reason = new Error('told to stop');
      await expect(scanner.scan(await fileOf('words'), AbortSignal.abort(reason))).rejects.toBe(reason);
    });

    it('says what it is', async () => {
      expect(await scanner.readVersion()).toMatch(/^ClamAV/);
    });
  });
}
