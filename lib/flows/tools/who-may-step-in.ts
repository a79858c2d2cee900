import { requirePerson } from '@/lib/accounts';
import type { ToolId } from '@/lib/contracts';
import type { JobRow } from '@/lib/generation';
import type { Fallback } from '@/lib/models';
import { needsConsent } from './needs-consent';
import { priceOf } from './quote-tool';

/**
 * Who may make something when whoever was chosen fails. Of what a person agreed to, who makes it at which price is a part:
 * nobody. Else those who cost no more than was said, or so little that nobody would have been asked.
 */
export async function whoMayStepIn(job: JobRow): Promise<Fallback> {
  if (job.decided_at !== null) return false;
  if (job.quote_micros === null) return true;
  const said = Number(job.quote_micros);
  const tool = job.tool as ToolId;
  const { preferences } = await requirePerson(job.owner_id);
  return (maker) => {
    const micros = priceOf(tool, job.parameters as Record<string, unknown>, maker);
    if (micros !== null && micros <= said) return true;
    return !needsConsent({ tool, micros, unaskedMicros: 0, preferences, confirmed: false });
  };
}
