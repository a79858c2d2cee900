import type { TrailStep } from '@/lib/contracts';
import type { Transaction } from '@/lib/platform/db';
import { Prisma } from '@/prisma/generated/client';
import { openStatuses } from '../jobs/open-statuses';
import { changeJobRow, over, toStorable } from './change-job-row';

/* Ends of jobs by others than the attempt that holds them, or whoever that is. */

export function cancelOpen(tx: Transaction, ownerId: string, id: string) {
  return changeJobRow(tx, {
    ...{ ownerId, id, from: [...openStatuses] },
    set: Prisma.sql`status = 'cancelled', ${over}`,
  });
}

export type JobFailure = { code: string; message: string; retryable: boolean; trail: TrailStep[] };

/** Ends a job badly: by the attempt that holds it, or, without one, because nobody can hold it any more. */
export function failOpen(
  tx: Transaction,
  job: { ownerId: string; id: string; attempt?: number },
  why: JobFailure,
) {
  return changeJobRow(tx, {
    ...job,
    from: job.attempt === undefined ? ['queued', 'running'] : ['running'],
    set: Prisma.sql`status = 'failed', cost_micros = 0, error_code = ${why.code}, error_message = ${why.message},
      error_retryable = ${why.retryable}, trail = ${toStorable(why.trail)}::jsonb, ${over}`,
  });
}

/** Forgets jobs that have ended; returns the files that they made. */
export async function removeEndedJobs(tx: Transaction, ownerId: string, ids: string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ asset_ids: string[] }[]>(Prisma.sql`
    delete from jobs where owner_id = ${ownerId}::uuid and id = any(${ids}::uuid[]) and status <> all(${[...openStatuses]}::text[])
    returning asset_ids`);
  return rows.flatMap((row) => row.asset_ids);
}
