import { listOpenRuns, messageNotFound, readMessages, removeMessage } from '@/lib/conversation';
import { deleteUnusedAssets, getAsset } from '@/lib/media';
import { logger } from '@/lib/platform/logger';
import { stopRun } from './stop-run';
import { titleFrom } from './title-from';
import { removeJobsOf } from './tools/remove-jobs-of';

/**
 * Deletes what a message says, and the files that nothing else uses; its place stays, for others answer to it. An
 * answer that is being written, the message itself or one to it, is stopped first. Throws
 * `conversation.message_not_found`.
 */
export async function deleteMessage(
  ownerId: string,
  messageId: string,
  origin: string | null,
): Promise<void> {
  const [message] = await readMessages(ownerId, [messageId]);
  if (!message) throw messageNotFound();
  await stopAnswers(ownerId, message.conversation_id, messageId).catch((error: unknown) =>
    logger.warn('answer to a deleted message not stopped', { messageId, error }),
  );
  const first = message.asset_ids[0];
  const text = message.content ?? (first ? (await getAsset(ownerId, first))?.filename : null);
  const removed = await removeMessage({ ownerId, id: messageId, title: titleFrom(text ?? null), origin });
  if (!removed) throw messageNotFound();
  await removeJobsOf(ownerId, { messageId }).catch((error: unknown) =>
    logger.warn('jobs of a deleted message not removed', { messageId, error }),
  );
  // The message is gone whatever happens here: the sweep takes the files that are left.
  await deleteUnusedAssets(ownerId, removed.assetIds).catch((error: unknown) =>
    logger.warn('files of a deleted message not removed', { messageId, error }),
  );
}

async function stopAnswers(ownerId: string, conversationId: string, messageId: string): Promise<void> {
  const open = await listOpenRuns(ownerId, conversationId);
  const answers = await readMessages(
    ownerId,
    open.map((run) => run.message_id),
  );
  const meant = new Set(
    answers.filter(({ id, parent_id }) => id === messageId || parent_id === messageId).map(({ id }) => id),
  );
  await Promise.all(open.filter((run) => meant.has(run.message_id)).map((run) => stopRun(ownerId, run.id)));
}
