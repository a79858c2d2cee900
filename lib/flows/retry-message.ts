import { requirePerson } from '@/lib/accounts';
import type { RetryResult, ToolCall } from '@/lib/contracts';
import { findConversation, messageNotFound, readBranch, readMessages, writeRetry } from '@/lib/conversation';
import { processName } from '@/lib/generation';
import { newId } from '@/lib/kernel';
import { hydrateMessages } from './hydrate-messages';
import { resolveModel } from './resolve-model';
import { CONTEXT_MESSAGES } from './run/run-request';
import { startRun } from './run/start-run';

/**
 * Answers again: a new version beside the old answer, or a first answer to a person's message. While an answer
 * at that place is being written, that one is returned. Throws `conversation.message_not_found`.
 */
export async function retryMessage(given: {
  ownerId: string;
  messageId: string;
  channel: string;
  origin: string | null;
}): Promise<RetryResult> {
  const { ownerId } = given;
  const [target] = await readMessages(ownerId, [given.messageId]);
  const conversation = target ? await findConversation(ownerId, target.conversation_id) : null;
  if (!target || !conversation) throw messageNotFound();
  const model = await resolveModel({ asked: undefined, remembered: conversation.model });
  const written = await writeRetry({
    ...given,
    agentMessageId: newId(),
    runId: newId(),
    model: model.id,
    holder: processName(),
  });
  if (!written) throw messageNotFound();
  if (written.isNew) {
    startRun({
      ownerId,
      run: written.run,
      model,
      channel: given.channel,
      toolCall: await findToolCall(ownerId, written.message.parent_id),
      readPerson: () => requirePerson(ownerId),
      readHistory: () => readBranch(ownerId, conversation.id, written.message.parent_id, CONTEXT_MESSAGES),
    });
  }
  const [agentMessage] = await hydrateMessages(ownerId, [written.message]);
  if (!agentMessage) throw messageNotFound();
  return { agent_message: agentMessage, run: written.run };
}

/** What is answered may have been a call of a tool, which is then made again. */
async function findToolCall(ownerId: string, messageId: string | null): Promise<ToolCall | null> {
  const [asked] = messageId ? await readMessages(ownerId, [messageId]) : [];
  return asked?.metadata.tool_call ?? null;
}
