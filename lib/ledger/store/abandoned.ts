import { db } from '@/lib/platform/db';
import { Prisma } from '@/prisma/generated/client';

export type AbandonedCharge = { key: string; ownerId: string; model: string; tool: string | null };

/**
 * Reservations of everyone, a minute old or more, that nobody will end: of a run or job that ended a minute ago or that
 * is not there, and of anything else after an hour. For the worker alone. It reads the tables of runs and jobs, so that
 * those that are still open never fill a batch and hide these.
 */
export async function findAbandoned(limit: number): Promise<AbandonedCharge[]> {
  const rows = await db().$queryRaw<
    { key: string; owner_id: string; model: string; tool: string | null }[]
  >(Prisma.sql`
    select l.key, l.owner_id, l.model, j.tool from ledger_entries l
    left join runs r on l.subject_type = 'run' and r.id = l.subject_id
    left join jobs j on l.subject_type = 'job' and j.id = l.subject_id
    where l.status = 'reserved' and l.created_at < now() - interval '1 minute' and case l.subject_type
      -- Whoever ended it may still be settling: that is done right afterwards.
      when 'run' then r.id is null or r.finished_at < now() - interval '1 minute'
      when 'job' then j.id is null or j.finished_at < now() - interval '1 minute'
      else l.created_at < now() - interval '1 hour' end
    order by l.created_at limit ${limit}`);
  return rows.map((row) => ({ key: row.key, ownerId: row.owner_id, model: row.model, tool: row.tool }));
}
