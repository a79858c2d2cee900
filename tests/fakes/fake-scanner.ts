import { readFile } from 'node:fs/promises';
import { scannerUnavailable } from '@/lib/media/errors';
import type { Scanner } from '@/lib/media/scan-ports';
import { EICAR } from '@/tests/support/eicar';

/** A scanner in this process that knows one signature, and that can be down. */
export function createFakeScanner(): Scanner & { isDown: boolean; scanned: number } {
  const fake = {
    name: 'fake',
    isDown: false,
    scanned: 0,
    async scan(file: string, signal?: AbortSignal) {
      signal?.throwIfAborted();
      if (fake.isDown) throw scannerUnavailable(new Error('down'));
      fake.scanned += 1;
      const isInfected = (await readFile(file)).includes(EICAR);
      return isInfected
        ? ({ verdict: 'infected', signature: 'Eicar-Test-Signature' } as const)
        : ({ verdict: 'clean' } as const);
    },
    async readVersion() {
      if (fake.isDown) throw scannerUnavailable(new Error('down'));
      return 'ClamAV of this test';
    },
  };
  return fake;
}
