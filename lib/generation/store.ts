import { db } from '@/lib/platform/db';

/** Appends consecutive frames to a run's log. Repeating an append is harmless. */
export async function insertFrames(runId: string, seqFrom: number, seqTo: number, frames: string): Promise<void> {
  await db().$executeRaw`
    insert into run_chunks (run_id, seq_from, seq_to, frames)
    select id, ${seqFrom}, ${seqTo}, ${frames} from runs where id = ${runId}::uuid
    on conflict (run_id, seq_from) do nothing`;
}

export type StoredFrames = { seqFrom: number; seqTo: number; frames: string };

/** The stored log from the row that holds frame `after + 1`, in order. The caller has checked the owner. */
export async function readFrames(ownerId: string, runId: string, after: number): Promise<StoredFrames[]> {
  const rows = await db().$queryRaw<{ seq_from: number; seq_to: number; frames: string }[]>`
    select k.seq_from, k.seq_to, k.frames from run_chunks k join runs r on r.id = k.run_id
    where k.run_id = ${runId}::uuid and r.owner_id = ${ownerId}::uuid and k.seq_to > ${after} order by k.seq_from`;
  return rows.map((row) => ({ seqFrom: row.seq_from, seqTo: row.seq_to, frames: row.frames }));
}
