import type { EventType, MediaKind } from '@/lib/contracts';
import type { Transaction } from '@/lib/platform/db';
import { Prisma } from '@/prisma/generated/client';
import { announce, appendEvent } from './append-event';

export type JobEventType = Extract<EventType, `job.${string}`>;

/** Where a job belongs: a conversation, and the answer that shows it, if one does. */
export type JobPlace = { jobId: string; conversationId: string; messageId: string | null };

/**
 * Tells a conversation that a job of it changed, and raises the revision of the message that shows it. In the
 * transaction of the change, whose caller has locked the conversation. Nothing is told to a conversation that was deleted.
 */
export async function appendJobEvent(
  tx: Transaction,
  ownerId: string,
  { jobId, conversationId, messageId }: JobPlace,
  type: JobEventType,
): Promise<void> {
  const payload = { ...(messageId && { message_id: messageId }), job_id: jobId };
  const event = { type, origin: null, payload };
  await tx.$queryRaw(Prisma.sql`
    with conv as (
      update conversations c set event_seq = c.event_seq + 1
      where c.id = ${conversationId}::uuid and c.owner_id = ${ownerId}::uuid and c.deleted_at is null
      returning c.id, c.owner_id, c.event_seq
    ), changed as (
      update messages m set revision = conv.event_seq
      from conv where m.id = ${messageId}::uuid and m.conversation_id = conv.id
    ), ${appendEvent(event)}
    select ${announce(event)} from conv`);
}

/** Whether an answer of this conversation is there to show something. The caller has locked the conversation. */
export async function isMessageHere(
  tx: Transaction,
  ownerId: string,
  { conversationId, messageId }: { conversationId: string; messageId: string },
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from messages where id = ${messageId}::uuid and conversation_id = ${conversationId}::uuid
      and owner_id = ${ownerId}::uuid and sender_type = 'agent' and deleted_at is null`;
  return rows.length > 0;
}

/**
 * Shows assets in an answer, open or ended, behind those it shows already. The caller has locked the conversation and
 * appends the event that tells of it.
 */
export async function attachMade(
  tx: Transaction,
  ownerId: string,
  messageId: string,
  assets: { id: string; kind: MediaKind; url: string }[],
): Promise<void> {
  const [first] = assets;
  if (!first) return;
  const ids = assets.map(({ id }) => id);
  // Held until this commits: an asset that ends being prepared meanwhile finds the message and tells it.
  await tx.$queryRaw`
    select 1 from media_assets where id = any(${ids}::uuid[]) and owner_id = ${ownerId}::uuid order by id for share`;
  await tx.$executeRaw`
    insert into message_assets (message_id, asset_id, position)
    select ${messageId}::uuid, given.id, given.place + coalesce(
      (select max(x.position) from message_assets x where x.message_id = ${messageId}::uuid), 0)
    from unnest(${ids}::uuid[]) with ordinality as given (id, place)
    join media_assets a on a.id = given.id and a.owner_id = ${ownerId}::uuid
    on conflict do nothing`;
  await tx.$executeRaw`
    update messages m set
      message_type = case when m.media_url is null then ${first.kind} else m.message_type end,
      media_url = coalesce(m.media_url, ${first.url})
    where m.id = ${messageId}::uuid and m.owner_id = ${ownerId}::uuid`;
}
