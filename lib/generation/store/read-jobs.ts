import { db, type Transaction } from '@/lib/platform/db';
import { openStatuses } from '../jobs/open-statuses';
import type { JobRow } from './change-job-row';

/** The owner's job, or null. */
export async function findJob(ownerId: string, id: string, tx?: Transaction): Promise<JobRow | null> {
  return (tx ?? db()).job.findFirst({ where: { id, owner_id: ownerId } });
}

export type JobFilter = { conversationId?: string | undefined; isOpen?: boolean | undefined };

/** The owner's jobs, newest first. */
export async function listJobs(ownerId: string, filter: JobFilter, limit: number): Promise<JobRow[]> {
  const open = [...openStatuses];
  return db().job.findMany({
    where: {
      owner_id: ownerId,
      ...(filter.conversationId && { conversation_id: filter.conversationId }),
      ...(filter.isOpen !== undefined && { status: filter.isOpen ? { in: open } : { notIn: open } }),
    },
    orderBy: [{ created_at: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}

/** What was asked to be made in these messages, oldest first. One query, none when there are no messages. */
export async function listJobsOfMessages(ownerId: string, messageIds: string[]): Promise<JobRow[]> {
  if (messageIds.length === 0) return [];
  return db().job.findMany({
    where: { owner_id: ownerId, message_id: { in: messageIds }, purpose: 'message' },
    orderBy: [{ created_at: 'asc' }, { id: 'asc' }],
  });
}

/** All jobs of a message or of a conversation, of whichever purpose. */
export async function listJobsOfPlace(
  ownerId: string,
  place: { conversationId: string } | { messageId: string },
): Promise<JobRow[]> {
  const where =
    'messageId' in place ? { message_id: place.messageId } : { conversation_id: place.conversationId };
  return db().job.findMany({ where: { owner_id: ownerId, ...where }, orderBy: { id: 'asc' } });
}

/** The covers of a conversation that are asked for or drawn. */
export async function listOpenCovers(ownerId: string, conversationId: string): Promise<JobRow[]> {
  return db().job.findMany({
    where: {
      ...{ owner_id: ownerId, conversation_id: conversationId, purpose: 'cover' },
      status: { in: [...openStatuses] },
    },
  });
}
