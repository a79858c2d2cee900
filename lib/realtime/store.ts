import { type ThinEvent, thinEventSchema } from '@/lib/contracts';
import { db } from '@/lib/platform/db';

/** A thin event and whose it is. */
export type OwnedEvent = { ownerId: string; event: ThinEvent };

type TailRow = {
  owner_id: string;
  conversation_id: string;
  seq: bigint;
  type: string;
  payload: { message_id?: string; run_id?: string };
  origin: string | null;
};

/**
 * The newest event of each conversation that had one within the last `ageMs`: it tells a client all that it
 * missed, since a gap in `seq` makes it ask. Over all owners, for the relay alone; each event goes to its owner.
 * Pages by conversation id: pass the last one seen as `afterConversationId`.
 */
export async function readTail(page: {
  ageMs: number;
  afterConversationId: string | null;
  limit: number;
}): Promise<OwnedEvent[]> {
  const after = page.afterConversationId ?? '00000000-0000-0000-0000-000000000000';
  // The age is measured by the database's clock, so that ours need not agree with it.
  const rows = await db().$queryRaw<TailRow[]>`
    SELECT newest.* FROM (
      SELECT DISTINCT ON (conversation_id) conversation_id, seq, owner_id, type, payload, origin
      FROM events
      WHERE at > now() - make_interval(secs => ${page.ageMs / 1000}::float8) AND conversation_id > ${after}::uuid
      ORDER BY conversation_id, seq DESC
    ) AS newest
    ORDER BY conversation_id LIMIT ${page.limit}`;
  return rows.map(({ owner_id: ownerId, payload, ...row }) => ({
    ownerId,
    event: thinEventSchema.parse({ ...row, ...payload, seq: Number(row.seq) }),
  }));
}

/** Sends an empty announcement on a NOTIFY channel. */
export async function sendHeartbeat(channel: string): Promise<void> {
  await db().$executeRaw`SELECT pg_notify(${channel}, '')`;
}
