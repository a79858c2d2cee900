import type { Transaction } from '@/lib/platform/db';
import { Prisma } from '@/prisma/generated/client';
import { changeJobRow, over } from './change-job-row';

export function approveConsent(tx: Transaction, ownerId: string, id: string, via: string) {
  return changeJobRow(tx, {
    ...{ ownerId, id, from: ['awaiting_consent'] },
    and: Prisma.sql`and consent_expires_at > now()`,
    set: Prisma.sql`status = 'queued', decided_at = now(), decided_via = ${via}, queued_at = now()`,
  });
}

export function denyConsent(tx: Transaction, ownerId: string, id: string, via: string) {
  return changeJobRow(tx, {
    ...{ ownerId, id, from: ['awaiting_consent'] },
    set: Prisma.sql`status = 'denied', decided_at = now(), decided_via = ${via}, ${over}`,
  });
}

export function expireConsent(tx: Transaction, ownerId: string, id: string) {
  return changeJobRow(tx, {
    ...{ ownerId, id, from: ['awaiting_consent'] },
    and: Prisma.sql`and consent_expires_at <= now()`,
    set: Prisma.sql`status = 'expired', ${over}`,
  });
}

/** Asks no more, for what was asked is not what would be done any more. It may be asked for anew. */
export function withdrawConsent(
  tx: Transaction,
  ownerId: string,
  id: string,
  why: { code: string; message: string },
) {
  return changeJobRow(tx, {
    ...{ ownerId, id, from: ['awaiting_consent'] },
    set: Prisma.sql`status = 'failed', cost_micros = 0, error_code = ${why.code}, error_message = ${why.message},
      error_retryable = true, ${over}`,
  });
}
