import { AppError } from '@/lib/kernel';
import {
  moreThanAnnounced,
  uploadBusy,
  uploadNotFound,
  uploadOffsetConflict,
  uploadRequestInvalid,
} from '../../uploads/errors';

type Refusal = { status_code?: number; body?: string };

/** What the package refuses with, in our words. What we threw ourselves comes back as it was. */
export function translateRefusal(refusal: unknown, status: number): unknown {
  if (AppError.isInstance(refusal)) return refusal;
  const { status_code: code = status, body = '' } = (refusal ?? {}) as Refusal;
  if (code === 404 || code === 410) return uploadNotFound();
  if (code === 409) return uploadOffsetConflict();
  if (code === 413) return moreThanAnnounced();
  if (/lock/.test(body)) return uploadBusy();
  if (code < 500 || code === 501) return uploadRequestInvalid(refusal);
  return refusal;
}
