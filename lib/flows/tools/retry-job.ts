import { requirePerson } from '@/lib/accounts';
import type { Job, ToolId } from '@/lib/contracts';
import { findJob, isOpenJob, jobNotFound, notToRetry } from '@/lib/generation';
import { listAssets } from '@/lib/media';
import { createJob } from './create-job';
import { sourceNotFound } from './errors';
import { needsConsent } from './needs-consent';
import { quoteTool } from './quote-tool';
import { requireAvailable } from './require-available';

/**
 * Tries once more what did not come to be: a new job of the same parameters and pictures, asked for anew where asking is
 * due. Of one job there is one retry. Throws `jobs.not_found`, `jobs.not_to_retry`, and what `requestTool` throws.
 */
export async function retryJob(ownerId: string, jobId: string, channel: string): Promise<Job> {
  const job = await findJob(ownerId, jobId);
  if (!job) throw jobNotFound();
  if (isOpenJob(job) || job.status === 'complete') throw notToRetry();
  const tool = job.tool as ToolId;
  requireAvailable(tool, channel);
  const parameters = job.parameters as Record<string, unknown>;
  const [quote, { preferences }, sources] = await Promise.all([
    quoteTool(tool, parameters),
    requirePerson(ownerId),
    listAssets(ownerId, job.source_ids),
  ]);
  if (sources.length < job.source_ids.length) throw sourceNotFound();
  const { job: created } = await createJob({
    ownerId,
    conversationId: job.conversation_id,
    messageId: job.message_id,
    runId: job.run_id,
    purpose: job.purpose as Job['purpose'],
    tool,
    title: job.title,
    parameters,
    sourceIds: job.source_ids,
    model: quote.model.id,
    modelName: quote.model.name,
    quoteMicros: quote.micros,
    retryOf: job.id,
    // Whoever was asked before is asked again; else it is they who press for it now, with the price beside it.
    asks: (unaskedMicros) =>
      job.consent_expires_at !== null ||
      needsConsent({ tool, micros: quote.micros, unaskedMicros, preferences, confirmed: true }),
  });
  return created;
}
