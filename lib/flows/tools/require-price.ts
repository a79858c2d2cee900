import type { ToolId } from '@/lib/contracts';
import { type JobRow, withdrawConsent } from '@/lib/generation';
import { priceChanged } from './errors';
import { releaseForJob } from './job-charge';
import { quoteTool } from './quote-tool';
import { changeJob, tellJob } from './tell-job';

/**
 * What a person agrees to is the price they were shown: a job that has become dearer since asks no more. Throws
 * `jobs.price_changed` then, and `tools.not_available`, `models.unknown_model` when who should make it is gone.
 */
export async function requirePrice(job: JobRow): Promise<void> {
  const shown = job.quote_micros === null ? null : Number(job.quote_micros);
  const parameters = { ...(job.parameters as Record<string, unknown>), model: job.model };
  const { micros } = await quoteTool(job.tool as ToolId, parameters);
  if (shown === null || (micros !== null && micros <= shown)) return;
  const changed = priceChanged(shown, micros);
  await changeJob(job.owner_id, job.id, async (tx) => {
    const why = { code: changed.code, message: changed.publicMessage };
    const row = await withdrawConsent(tx, job.owner_id, job.id, why);
    if (!row) return;
    await tellJob(tx, row, 'job.failed');
    await releaseForJob(row, tx);
  });
  throw changed;
}
