import type { Job, ToolId } from '@/lib/contracts';
import {
  alreadyDecided,
  approveConsent,
  consentExpired,
  findJob,
  type JobRow,
  jobNotFound,
  toJob,
} from '@/lib/generation';
import { openQueue } from '@/lib/platform/queue';
import { expireJob } from './expire-consents';
import { reserveForJob } from './job-charge';
import { enqueueJob, jobKinds } from './job-kinds';
import { requireEnabled } from './require-available';
import { requirePrice } from './require-price';
import { changeJob, tellJob } from './tell-job';

/**
 * Lets a job run that waits for its owner's consent: exactly what its row says, once. Asked again, the same job comes back
 * and nothing more happens. Throws `jobs.not_found`, `jobs.consent_expired`, `jobs.already_decided`, `jobs.price_changed`,
 * and `tools.not_available`, `media.responses_off`, `ledger.budget_exceeded`, after which the job still waits.
 */
export async function approveJob(ownerId: string, jobId: string, via: string): Promise<Job> {
  for (const kind of jobKinds) await openQueue(kind);
  const asked = await findJob(ownerId, jobId);
  if (asked?.status === 'awaiting_consent') {
    requireEnabled(asked.tool as ToolId);
    await requirePrice(asked);
  }
  const outcome = await changeJob(ownerId, jobId, async (tx, job, isHere) => {
    if (!isHere) throw jobNotFound();
    const row = await approveConsent(tx, ownerId, jobId, via);
    if (!row) return judge(job);
    await tellJob(tx, row, 'job.decided');
    await enqueueJob(row, tx);
    await reserveForJob(row, tx);
    return row;
  });
  if (outcome !== 'expired') return toJob(outcome);
  await expireJob(ownerId, jobId);
  throw consentExpired();
}

/** What it means that nothing waits for consent. */
function judge(job: JobRow): JobRow | 'expired' {
  if (job.status === 'awaiting_consent' || job.status === 'expired') return 'expired';
  if (job.decided_at === null || job.status === 'denied') throw alreadyDecided();
  return job;
}
