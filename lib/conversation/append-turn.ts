import type { Run } from '@/lib/contracts';
import { toStorableText } from '@/lib/kernel';
import { attachmentNotFound, conversationNotFound, idTaken, parentNotFound } from './errors';
import { findConversation } from './store/conversations';
import { findAnswerTo, readMessages } from './store/messages';
import type { StoredMessage } from './store/rows';
import { findRun } from './store/runs';
import { areAttachmentsHere, metadataOf, type NewTurn, writeTurn } from './store/send';

export type Turn = {
  message: StoredMessage;
  agentMessage: StoredMessage;
  run: Run;
  /** False when this id was sent before: then nothing was written and nothing may be started. */
  isNew: boolean;
};

/**
 * Appends a person's message with its pending answer and run. The same message id twice returns the first
 * turn. Throws `conversation.not_found`, `conversation.parent_not_found`, `conversation.attachment_not_found` or
 * `conversation.id_taken`.
 */
export async function appendTurn(given: NewTurn): Promise<Turn> {
  const turn = { ...given, content: toStorable(given.content), title: toStorable(given.title) };
  const written = await writeTurn(turn);
  if (!written) return findEarlierTurn(turn);
  const at = written.at.toISOString();
  const userSeq = Number(written.user_seq);
  const eventSeq = Number(written.event_seq);
  const shared = {
    conversation_id: turn.conversationId,
    sender_channel: turn.channel,
    created_at: at,
    deleted_at: null,
    has_jobs: false,
  };
  return {
    isNew: true,
    message: {
      ...shared,
      id: turn.messageId,
      seq: userSeq,
      parent_id: written.parent_id,
      version: written.version,
      sender_type: 'user',
      message_type: turn.messageType as StoredMessage['message_type'],
      content: turn.content,
      media_url: turn.mediaUrl,
      asset_ids: turn.assetIds,
      metadata: metadataOf(turn),
      silent_delivery: turn.silent,
      status: 'complete',
      run_id: null,
      revision: eventSeq - 1,
    },
    agentMessage: {
      ...shared,
      id: turn.agentMessageId,
      seq: userSeq + 1,
      parent_id: turn.messageId,
      version: 1,
      sender_type: 'agent',
      message_type: 'text',
      content: null,
      media_url: null,
      asset_ids: [],
      metadata: { model_used: turn.model },
      silent_delivery: false,
      status: 'pending',
      run_id: turn.runId,
      revision: eventSeq,
    },
    run: {
      id: turn.runId,
      conversation_id: turn.conversationId,
      message_id: turn.agentMessageId,
      model: turn.model,
      status: 'pending',
      error: null,
      started_at: at,
      finished_at: null,
    },
  };
}

const toStorable = (text: string | null) => (text === null ? null : toStorableText(text));

/** The turn that was begun with this message, as it is now; null when it is not in the owner's conversation. */
export async function findTurn(
  ownerId: string,
  conversationId: string,
  messageId: string,
): Promise<Turn | null> {
  const [message] = await readMessages(ownerId, [messageId]);
  if (message?.conversation_id !== conversationId) return null;
  const agentMessage = await findAnswerTo(ownerId, messageId);
  const run = agentMessage?.run_id ? await findRun(ownerId, agentMessage.run_id) : null;
  return agentMessage && run ? { message, agentMessage, run, isNew: false } : null;
}

async function findEarlierTurn(turn: NewTurn): Promise<Turn> {
  const { ownerId, conversationId } = turn;
  if (!(await findConversation(ownerId, conversationId))) throw conversationNotFound();
  const earlier = await findTurn(ownerId, conversationId, turn.messageId);
  if (earlier) return earlier;
  if ((await readMessages(ownerId, [turn.messageId])).length > 0) throw idTaken();
  if (turn.parentId) {
    const [parent] = await readMessages(ownerId, [turn.parentId]);
    if (parent?.conversation_id !== conversationId) throw parentNotFound();
  }
  throw (await areAttachmentsHere(ownerId, turn.assetIds)) ? idTaken() : attachmentNotFound();
}
