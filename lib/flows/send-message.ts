import { requirePerson } from '@/lib/accounts';
import {
  type Asset,
  isOpen,
  type Message,
  type SendMessageBody,
  type SendMessageResult,
} from '@/lib/contracts';
import {
  appendTurn,
  attachmentNotFound,
  conversationNotFound,
  findConversation,
  findTurn,
  readBranch,
  type Turn,
} from '@/lib/conversation';
import { processName } from '@/lib/generation';
import { AppError, newId } from '@/lib/kernel';
import { listAssets } from '@/lib/media';
import { hydrateMessages, layAssets } from './hydrate-messages';
import type { PersonOfPrompt } from './prompt/instructions';
import { resolveModel } from './resolve-model';
import { completeCall, wordsOfCall } from './run/complete-call';
import { CONTEXT_MESSAGES } from './run/run-request';
import { startRun } from './run/start-run';
import { titleFrom, titleFromFile } from './title-from';

export type SendMessage = SendMessageBody & {
  ownerId: string;
  conversationId: string;
  channel: string;
  origin: string | null;
  /** Whom the model talks with, where that is known already. */
  person?: PersonOfPrompt;
};

/**
 * Writes a person's message with its pending answer and starts the answer. When it returns, both are durable
 * and the run goes on by itself. The same id twice answers with the first turn and starts nothing.
 * Throws `conversation.not_found`, `conversation.attachment_not_found`, `media.not_ready`, `models.unknown_model`,
 * `tools.invalid_parameters`.
 */
export async function sendMessage(given: SendMessage): Promise<SendMessageResult> {
  try {
    return await sendNew(given);
  } catch (error) {
    // What was sent once is sent, even if today it would be refused: its model is off, its parent was mistyped.
    const { ownerId, conversationId, id } = given;
    const earlier = AppError.isInstance(error) ? await findTurn(ownerId, conversationId, id) : null;
    if (!earlier) throw error;
    return toResult(earlier, await hydrateMessages(ownerId, [earlier.message, earlier.agentMessage]));
  }
}

async function sendNew(given: SendMessage): Promise<SendMessageResult> {
  const { ownerId, conversationId } = given;
  const attachmentIds = [...new Set(given.attachments)];
  // The history is the longest read before the model can be called. It starts now, and only the model waits for it.
  const history = readBranch(ownerId, conversationId, given.parent_id, CONTEXT_MESSAGES);
  // A refusal below leaves nobody who would hear of its failure.
  history.catch(() => {});
  const person = given.person ?? requirePerson(ownerId);
  if (person instanceof Promise) person.catch(() => {});
  const [conversation, assets] = await Promise.all([
    findConversation(ownerId, conversationId),
    attachmentIds.length === 0 ? [] : listAssets(ownerId, attachmentIds),
  ]);
  if (!conversation) throw conversationNotFound();
  const ordered = attachmentIds.flatMap((id) => assets.find((asset) => asset.id === id) ?? []);
  if (ordered.length !== attachmentIds.length) throw attachmentNotFound();
  for (const asset of ordered) refuseUnsendable(asset);
  const toolCall = given.tool ? completeCall(given.tool, given.content ?? null) : null;
  const model = await resolveModel({ asked: given.model, remembered: conversation.model });
  const content = given.content?.trim() ? given.content : toolCall && wordsOfCall(toolCall);
  const turn = await appendTurn({
    ownerId,
    conversationId,
    messageId: given.id,
    agentMessageId: newId(),
    runId: newId(),
    content,
    assetIds: attachmentIds,
    messageType: ordered[0]?.type ?? 'text',
    mediaUrl: ordered[0]?.url ?? null,
    parentId: given.parent_id,
    channel: given.channel,
    silent: given.silent_delivery,
    toolCall,
    model: model.id,
    holder: processName(),
    title: titleFrom(content) ?? titleFromFile(ordered[0]?.filename),
    origin: given.origin,
  });
  if (turn.isNew) {
    startRun({
      ownerId,
      run: turn.run,
      model,
      channel: given.channel,
      toolCall,
      readPerson: async () => person,
      async readHistory() {
        const before = await history;
        const { parent_id: parentId } = turn.message;
        // Another message may have come in between the read and the write, or the answer before this one may just
        // have ended; then the branch is read again.
        const last = before.at(-1);
        const isCurrent = (last?.id ?? null) === parentId && !(last && isOpen(last.status));
        const branch = isCurrent
          ? before
          : await readBranch(ownerId, conversationId, parentId, CONTEXT_MESSAGES);
        return [...branch, turn.message];
      },
    });
  }
  const written = [turn.message, turn.agentMessage];
  // An earlier turn may have had other attachments, and its answer pictures of its own. And what was still being
  // prepared may have ended before the message was there to be told.
  const isCurrent = turn.isNew && ordered.every((asset) => asset.status !== 'processing');
  return toResult(turn, isCurrent ? layAssets(written, ordered) : await hydrateMessages(ownerId, written));
}

function toResult({ run }: Turn, [message, agentMessage]: Message[]): SendMessageResult {
  if (!message || !agentMessage) throw new Error('A turn has two messages.');
  return { message, agent_message: agentMessage, run };
}

/** What is being prepared, or could not be, may be sent; what nobody would be given may not. */
function refuseUnsendable({ status, scan }: Asset): void {
  if (status === 'quarantined') {
    throw unsendable('was held back because it may be harmful. Remove it to send the rest.');
  }
  if (status === 'expired') throw unsendable('is no longer kept here. Remove it and attach it again.');
  if (status === 'uploading') throw unsendable('has not arrived yet. Wait for it and send again.');
  if (scan === 'pending') {
    throw unsendable('is still being checked for harmful content. Send again in a moment.');
  }
}

const unsendable = (what: string) =>
  new AppError({
    code: 'media.not_ready',
    kind: 'conflict',
    publicMessage: `An attached file ${what}`,
  });
