import type { Citation, Job, JobStatus, TrailStep } from '@/lib/contracts';
import type { JobRow } from '../store/change-job-row';
import { isOpenJob } from './open-statuses';

/** What a job leaves beside its assets. */
export type JobResult = { text?: string | null; citations?: Citation[] };

export const resultOf = (row: Pick<JobRow, 'result'>): JobResult => (row.result as JobResult | null) ?? {};

/** A job as its owner sees it. */
export function toJob(row: JobRow): Job {
  return {
    id: row.id,
    conversation_id: row.conversation_id,
    message_id: row.message_id,
    purpose: row.purpose as Job['purpose'],
    tool: row.tool as Job['tool'],
    title: row.title,
    parameters: row.parameters as Job['parameters'],
    source_ids: row.source_ids,
    model: row.model,
    model_name: row.model_name,
    status: row.status as JobStatus,
    quote_micros: row.quote_micros === null ? null : Number(row.quote_micros),
    cost_micros: row.cost_micros === null ? null : Number(row.cost_micros),
    consent: consentOf(row),
    stage: isOpenJob(row) ? row.stage : null,
    progress: row.status === 'running' && row.progress !== null ? row.progress / 100 : null,
    asset_ids: row.asset_ids,
    citations: resultOf(row).citations ?? [],
    error: errorOf(row),
    trail: row.trail as TrailStep[],
    created_at: row.created_at.toISOString(),
    started_at: row.started_at?.toISOString() ?? null,
    finished_at: row.finished_at?.toISOString() ?? null,
  };
}

function consentOf(row: JobRow): Job['consent'] {
  if (!row.consent_expires_at) return null;
  const undecided = row.decided_at === null;
  const decision = row.status === 'expired' ? 'expired' : row.status === 'denied' ? 'denied' : 'approved';
  return {
    expires_at: row.consent_expires_at.toISOString(),
    decided_at: row.decided_at?.toISOString() ?? null,
    decision: undecided && row.status !== 'expired' ? null : decision,
  };
}

function errorOf({ error_code: code, error_message: message, error_retryable }: JobRow): Job['error'] {
  return code === null || message === null ? null : { code, message, retryable: error_retryable ?? false };
}
