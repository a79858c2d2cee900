import type { Job } from '@/lib/contracts';
import {
  findJob,
  type JobResult,
  jobNotFound,
  listJobs,
  listJobsOfMessages,
  resultOf,
  toJob,
} from '@/lib/generation';

/** Of one answer; older ones are found by their conversation. */
const MAX_LISTED = 100;

/** The owner's job. Throws `jobs.not_found`. */
export async function requireJob(ownerId: string, jobId: string): Promise<Job> {
  const row = await findJob(ownerId, jobId);
  if (!row) throw jobNotFound();
  return toJob(row);
}

/** What a job found or said beside its files: the words of a search, its sources. Throws `jobs.not_found`. */
export async function readJobResult(ownerId: string, jobId: string): Promise<JobResult> {
  const row = await findJob(ownerId, jobId);
  if (!row) throw jobNotFound();
  return resultOf(row);
}

/** The owner's newest jobs. */
export async function listOwnJobs(
  ownerId: string,
  filter: { conversation_id?: string | undefined; open?: 'true' | 'false' | undefined },
): Promise<{ jobs: Job[] }> {
  const { conversation_id: conversationId, open } = filter;
  const isOpen = open === undefined ? undefined : open === 'true';
  const rows = await listJobs(ownerId, { conversationId, isOpen }, MAX_LISTED);
  return { jobs: rows.map(toJob) };
}

/** What was asked to be made in these messages, oldest first. */
export async function listJobsOf(ownerId: string, messageIds: string[]): Promise<Map<string, Job[]>> {
  const byMessage = new Map<string, Job[]>();
  for (const row of await listJobsOfMessages(ownerId, messageIds)) {
    const messageId = row.message_id ?? '';
    byMessage.set(messageId, [...(byMessage.get(messageId) ?? []), toJob(row)]);
  }
  return byMessage;
}
