import { env } from '@/lib/platform/env';
import { createClamd } from './adapters/clamd';
import type { Scanner } from './scan-ports';

let replacement: Scanner | null | undefined;

/** The scanner that is configured, or null. */
export function scanner(): Scanner | null {
  if (replacement !== undefined) return replacement;
  const { CLAMD_SOCKET, CLAMD_HOST, CLAMD_PORT } = env();
  if (CLAMD_SOCKET) return createClamd({ path: CLAMD_SOCKET });
  return CLAMD_HOST ? createClamd({ host: CLAMD_HOST, port: CLAMD_PORT }) : null;
}

/** Puts another scanner, or none, in place until called with `undefined`; for tests. */
export function useScanner(other: Scanner | null | undefined): void {
  replacement = other;
}
