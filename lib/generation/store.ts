import { db } from '@/lib/platform/db';

/** Consecutive frames of one run. */
export type FrameBatch = { runId: string; seqFrom: number; seqTo: number; frames: string };

/** Appends frames to the logs of their runs in one statement. Repeating an append is harmless. */
export async function insertFrames(batches: FrameBatch[]): Promise<void> {
  const runIds = batches.map(({ runId }) => runId);
  const froms = batches.map(({ seqFrom }) => seqFrom);
  const tos = batches.map(({ seqTo }) => seqTo);
  const frames = batches.map((batch) => batch.frames);
  // A run may have been deleted with its conversation while it was still saying something.
  await db().$executeRaw`
    insert into run_chunks (run_id, seq_from, seq_to, frames)
    select b.run_id, b.seq_from, b.seq_to, b.frames
    from unnest(${runIds}::uuid[], ${froms}::int[], ${tos}::int[], ${frames}::text[]) as b (run_id, seq_from, seq_to, frames)
    join runs on runs.id = b.run_id
    -- In the order in which a deletion locks runs.
    order by b.run_id, b.seq_from
    on conflict (run_id, seq_from) do nothing`;
}

/** What is stored of a run's log: frames up to number `seqTo`, one after the other. */
export type StoredFrames = { seqTo: number; frames: string };

/**
 * The stored log from the row that holds frame `after + 1`, in order; null when there is nothing after it. The
 * caller has checked the owner.
 */
export async function readFrames(
  ownerId: string,
  runId: string,
  after: number,
): Promise<StoredFrames | null> {
  // Put together by the database: a long answer has a thousand rows, and each costs more than its text.
  const rows = await db().$queryRaw<{ seq_to: number | null; frames: string }[]>`
    select max(k.seq_to) as seq_to, string_agg(k.frames, '' order by k.seq_from) as frames
    from run_chunks k join runs r on r.id = k.run_id
    where k.run_id = ${runId}::uuid and r.owner_id = ${ownerId}::uuid and k.seq_to > ${after}::bigint`;
  const row = rows[0];
  return row && row.seq_to !== null ? { seqTo: row.seq_to, frames: row.frames } : null;
}
