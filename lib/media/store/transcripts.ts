import type { Transcript } from '@/lib/contracts';
import { isId } from '@/lib/kernel';
import { db, type Transaction } from '@/lib/platform/db';
import { Prisma } from '@/prisma/generated/client';

/** Ready to be listened to. A silent film has no variant `audio`. */
const audible = Prisma.sql`
  a.status = 'ready' and (a.kind = 'audio' or (a.kind = 'video' and exists (
    select 1 from asset_variants v where v.asset_id = a.id and v.name = 'audio')))`;

/** Says that a transcript is to be written; false when there is one, one is on its way, or there is nothing to hear. */
export async function markTranscriptWanted(tx: Transaction, ownerId: string, id: string): Promise<boolean> {
  if (!isId(id)) return false;
  const count = await tx.$executeRaw`
    update media_assets a set transcription_status = 'waiting', transcription_error = null, updated_at = now()
    where a.id = ${id}::uuid and a.owner_id = ${ownerId}::uuid and ${audible}
      and a.transcript is null and a.transcription_status is distinct from 'waiting'`;
  return count > 0;
}

/** Ends the writing of a transcript, with it or without; false when nobody waits for it any more. */
export async function endTranscription(
  tx: Transaction,
  ownerId: string,
  id: string,
  end: { transcript: Transcript } | { failure: string } | 'impossible',
): Promise<boolean> {
  const transcript = typeof end === 'object' && 'transcript' in end ? end.transcript : null;
  const failure = typeof end === 'object' && 'failure' in end ? end.failure : null;
  const { count } = await tx.mediaAsset.updateMany({
    where: { id, owner_id: ownerId, transcription_status: 'waiting' },
    data: {
      transcript: transcript ?? Prisma.DbNull,
      transcription_status: failure === null ? null : 'failed',
      transcription_error: failure,
      updated_at: new Date(),
    },
  });
  return count > 0;
}

/** Assets of everyone whose transcript is to be written, least lately changed first; for the worker alone. */
export async function listUntranscribed(limit: number): Promise<{ ownerId: string; id: string }[]> {
  const rows = await db().mediaAsset.findMany({
    where: { transcription_status: 'waiting', status: 'ready' },
    select: { owner_id: true, id: true },
    orderBy: { updated_at: 'asc' },
    take: limit,
  });
  return rows.map((row) => ({ ownerId: row.owner_id, id: row.id }));
}
