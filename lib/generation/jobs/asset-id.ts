import { v5 as uuidv5 } from 'uuid';

/**
 * The id of the nth file that an attempt at a job makes, always the same: the next attempt knows what this one left, and
 * one that was thought dead can not write under the ids of another.
 */
export function assetIdOf(jobId: string, attempt: number, index: number): string {
  return uuidv5(`${attempt}/${index}`, jobId);
}

/** More than any call makes. */
export const MAX_MADE = 8;

/** All ids under which an attempt may have left something. */
export function assetIdsOf(jobId: string, attempt: number): string[] {
  return Array.from({ length: MAX_MADE }, (_, index) => assetIdOf(jobId, attempt, index));
}
