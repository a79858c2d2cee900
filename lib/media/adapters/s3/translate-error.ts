import { AppError } from '@/lib/kernel';
import { bytesMissing, keyTaken, storageFull, storageUnavailable } from '../../errors';

/** What stores of different makes call it when they are full. */
const fullNames = new Set(['InsufficientStorage', 'QuotaExceeded', 'StorageFull', 'XMinioStorageFull']);
const INSUFFICIENT_STORAGE = 507;
const PRECONDITION_FAILED = 412;

/** An error of the SDK as an AppError of the storage port; anything that is one already stays. */
export function translateS3Error(error: unknown): unknown {
  if (AppError.isInstance(error)) return error;
  const { name, status } = describe(error);
  if (name === 'NoSuchKey' || name === 'NotFound') return bytesMissing();
  // S3 answers 409 when two conditional writes of one key meet, 412 when the other is done already.
  if (status === PRECONDITION_FAILED || name === 'ConditionalRequestConflict') return keyTaken();
  if (status === INSUFFICIENT_STORAGE || fullNames.has(name)) return storageFull(error);
  return storageUnavailable(error);
}

function describe(error: unknown): { name: string; status: number | undefined } {
  const { name, $metadata } = (error ?? {}) as { name?: string; $metadata?: { httpStatusCode?: number } };
  return { name: name ?? '', status: $metadata?.httpStatusCode };
}
