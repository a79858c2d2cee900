import { type ConversationList, DEFAULT_PAGE_SIZE } from '@/lib/contracts';
import { listConversations as listPage } from '@/lib/conversation';
import { AppError, isId } from '@/lib/kernel';

/** A page of the person's conversations, latest change first. `before` is the cursor of the page before. */
export async function listConversations(
  ownerId: string,
  page: { before?: string; limit?: number },
): Promise<ConversationList> {
  const limit = page.limit ?? DEFAULT_PAGE_SIZE;
  const conversations = await listPage(ownerId, {
    limit,
    before: page.before ? parseCursor(page.before) : null,
  });
  const last = conversations.at(-1);
  const hasMore = conversations.length === limit && last !== undefined;
  return { conversations, next_before: hasMore ? `${last.updated_at}_${last.id}` : null };
}

/** As `listConversations` writes it: JavaScript also knows years that PostgreSQL does not. */
const cursorShape = /^([12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_(.+)$/;

function parseCursor(cursor: string): { updatedAt: Date; id: string } {
  const [, at = '', id = ''] = cursorShape.exec(cursor) ?? [];
  const updatedAt = new Date(at);
  if (Number.isNaN(updatedAt.getTime()) || !isId(id)) {
    throw new AppError({
      code: 'request.invalid',
      kind: 'invalid',
      publicMessage: 'before: use the `next_before` of the page you have.',
    });
  }
  return { updatedAt, id };
}
