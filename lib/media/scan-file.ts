import { AppError } from '@/lib/kernel';
import { env } from '@/lib/platform/env';
import { logger } from '@/lib/platform/logger';
import type { ScanVerdict } from './scan-ports';
import { scanner } from './scanner';

/**
 * Scans a file of this machine; `unscanned` when no scanner is set up. Throws `media.scanner_unavailable`, which is
 * retryable, or `media.too_large_to_scan`: a file that could not be scanned is never passed.
 */
export async function scanFile(
  file: string,
  signal?: AbortSignal,
): Promise<ScanVerdict | { verdict: 'unscanned' }> {
  return (await scanner()?.scan(file, signal)) ?? { verdict: 'unscanned' };
}

/** What the door does with a file: as scanned, or `pending` to hold it back until it can be. */
export type DoorScan = Awaited<ReturnType<typeof scanFile>> | { verdict: 'pending' };

/**
 * Scans a file that just came in. While the scanner does not answer, it is held back, or with CLAMD_WHEN_DOWN=refuse
 * refused by `media.scanner_unavailable`. Throws `media.too_large_to_scan`: waiting would not help.
 */
export async function scanAtDoor(file: string): Promise<DoorScan> {
  try {
    return await scanFile(file);
  } catch (error) {
    const isDown = AppError.isInstance(error) && error.retryable;
    if (!isDown || env().CLAMD_WHEN_DOWN === 'refuse') throw error;
    logger.warn('a file is held back: the scanner does not answer', { error });
    return { verdict: 'pending' };
  }
}

/** Throws `media.scanner_unavailable` when the scanner does not answer, before a file is fetched for it in vain. */
export async function requireScanner(signal: AbortSignal): Promise<void> {
  await scanner()?.readVersion(signal);
}
