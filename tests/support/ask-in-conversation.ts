import type { Message, SendMessageBody, StreamChunk } from '@/lib/contracts';
import { createConversation } from '@/lib/flows/create-conversation';
import { followRun } from '@/lib/flows/follow-run';
import { listMessages } from '@/lib/flows/list-messages';
import { sendMessage } from '@/lib/flows/send-message';
import { parseFrames } from '@/lib/generation/frame';
import { newId } from '@/lib/kernel';
import { createPerson } from './integration';

export type Answered = Message & { chunks: StreamChunk[] };

/** A conversation of somebody new, or of this person, in which they ask and read answers to their ends. */
export async function createTalk(of?: string) {
  const ownerId = of ?? (await createPerson());
  const { id: conversationId } = await createConversation({ ownerId, origin: null });
  const send = (content: string, change: Partial<SendMessageBody> = {}) =>
    sendMessage({
      ...{ id: newId(), content, attachments: [], silent_delivery: false },
      ...{ ownerId, conversationId, channel: 'web', origin: null },
      ...change,
    });
  const read = async (sent: { run: { id: string; message_id: string } }): Promise<Answered> => {
    const text = await (await followRun({ ownerId, runId: sent.run.id, after: 0 })).text();
    const chunks = parseFrames(text.split('data: [DONE]')[0] ?? '').map(({ chunk }) => chunk);
    const { messages } = await listMessages(ownerId, conversationId, {});
    const message = messages.find(({ id }) => id === sent.run.message_id);
    if (!message) throw new Error('There is no answer.');
    return { ...message, chunks };
  };
  const ask = async (content: string, change: Partial<SendMessageBody> = {}) =>
    read(await send(content, change));
  return { ownerId, conversationId, send, read, ask };
}
export type Talk = Awaited<ReturnType<typeof createTalk>>;
