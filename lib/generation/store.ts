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
    on conflict (run_id, seq_from) do nothing`;
}

export type StoredFrames = { seqFrom: number; seqTo: number; frames: string };

/** The stored log from the row that holds frame `after + 1`, in order. The caller has checked the owner. */
export async function readFrames(ownerId: string, runId: string, after: number): Promise<StoredFrames[]> {
  const rows = await db().$queryRaw<{ seq_from: number; seq_to: number; frames: string }[]>`
    select k.seq_from, k.seq_to, k.frames from run_chunks k join runs r on r.id = k.run_id
    where k.run_id = ${runId}::uuid and r.owner_id = ${ownerId}::uuid and k.seq_to > ${after}::bigint order by k.seq_from`;
  return rows.map((row) => ({ seqFrom: row.seq_from, seqTo: row.seq_to, frames: row.frames }));
}
