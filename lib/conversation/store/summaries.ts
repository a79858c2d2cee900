import { type Database, db } from '@/lib/platform/db';
import { lockConversation } from './lock-conversation';

/** What stands for the older part of a branch. */
export type BranchSummary = {
  /** The last message it covers; it begins where the branch does. */
  uptoMessageId: string;
  coveredMessages: number;
  content: string;
};

/**
 * The newest summary on a path of the owner's: of those that end at one of these messages, given oldest first, the one
 * that ends latest. Null when there is none.
 */
export async function findSummary(ownerId: string, path: string[]): Promise<BranchSummary | null> {
  if (path.length === 0) return null;
  const rows = await db().branchSummary.findMany({
    where: { owner_id: ownerId, upto_message_id: { in: path } },
    select: { upto_message_id: true, covered_messages: true, content: true },
  });
  const place = (id: string) => path.indexOf(id);
  const [newest] = rows.sort((a, b) => place(b.upto_message_id) - place(a.upto_message_id));
  return newest
    ? {
        uptoMessageId: newest.upto_message_id,
        coveredMessages: newest.covered_messages,
        content: newest.content,
      }
    : null;
}

export type NewSummary = BranchSummary & {
  id: string;
  model: string;
  /** The messages it was made of. */
  madeOf: string[];
  /** The summary that it goes on from. */
  follows: BranchSummary | null;
};

/**
 * Keeps a summary; one that is there already stays. False when its conversation, or something it was made of, was
 * deleted meanwhile: what was deleted must not live on in it.
 */
export async function keepSummary(
  ownerId: string,
  conversationId: string,
  summary: NewSummary,
): Promise<boolean> {
  return db().$transaction(async (tx) => {
    await lockConversation(tx, ownerId, conversationId);
    const follows = summary.follows?.uptoMessageId ?? null;
    const count = await tx.$executeRaw`
      insert into branch_summaries (id, owner_id, conversation_id, upto_message_id, covered_messages, content, model)
      select ${summary.id}::uuid, m.owner_id, m.conversation_id, m.id, ${summary.coveredMessages}, ${summary.content},
        ${summary.model}
      from messages m join conversations c on c.id = m.conversation_id
      where m.id = ${summary.uptoMessageId}::uuid and m.owner_id = ${ownerId}::uuid
        and m.conversation_id = ${conversationId}::uuid and c.deleted_at is null
        and not exists (
          select 1 from messages gone where gone.id = any(${summary.madeOf}::uuid[]) and gone.deleted_at is not null)
        and (${follows}::uuid is null or exists (
          select 1 from branch_summaries s where s.upto_message_id = ${follows}::uuid))
      on conflict (upto_message_id) do nothing`;
    return count > 0;
  });
}

/** Removes the summaries that may hold words of a message: those that end at it or later. */
export async function dropSummariesOf(tx: Pick<Database, '$executeRaw'>, messageId: string): Promise<void> {
  await tx.$executeRaw`
    delete from branch_summaries s using messages m, messages upto
    where m.id = ${messageId}::uuid and s.conversation_id = m.conversation_id
      and upto.id = s.upto_message_id and upto.seq >= m.seq`;
}
