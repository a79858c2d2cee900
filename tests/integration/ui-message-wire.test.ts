import {
  parseJsonEventStream,
  readUIMessageStream,
  type UIMessage,
  type UIMessageChunk,
  uiMessageChunkSchema,
} from 'ai';
import { describe, expect, it } from 'vitest';
import { createConversation } from '@/lib/flows/create-conversation';
import { followRun } from '@/lib/flows/follow-run';
import { sendMessage } from '@/lib/flows/send-message';
import { newId } from '@/lib/kernel';
import { createPerson } from '../support/integration';
import { useJobWorker } from '../support/jobs';
import { useMedia } from '../support/media';

useMedia();
// Pictures are made by the worker.
useJobWorker();

/** Reads a run as the AI SDK's own client does: its parser, its schema, its message builder. */
async function readWithAiSdk(response: Response): Promise<UIMessage> {
  if (!response.body) throw new Error('no body');
  const events = parseJsonEventStream({ stream: response.body, schema: uiMessageChunkSchema });
  const chunks = events.pipeThrough(
    new TransformStream<unknown, UIMessageChunk>({
      transform(event, controller) {
        const result = event as { success: boolean; value: UIMessageChunk; error?: Error };
        if (!result.success) throw result.error ?? new Error('not a chunk');
        controller.enqueue(result.value);
      },
    }),
  );
  let last: UIMessage | undefined;
  for await (const message of readUIMessageStream({ stream: chunks, terminateOnError: true })) last = message;
  if (!last) throw new Error('no message');
  return last;
}

describe('the stream of a run', () => {
  it('is read by the stock AI SDK client into text, a stored picture and metadata', async () => {
    const ownerId = await createPerson();
    const conversation = await createConversation({ ownerId, origin: null });
    const sent = await sendMessage({
      id: newId(),
      content: 'draw a fox',
      attachments: [],
      silent_delivery: false,
      ownerId,
      conversationId: conversation.id,
      channel: 'api',
      origin: null,
    });
    const preamble = { type: 'data-sent', data: sent, transient: true };
    const message = await readWithAiSdk(await followRun({ ownerId, runId: sent.run.id, after: 0, preamble }));
    expect(message.id).toBe(sent.agent_message.id);
    expect(message.metadata).toMatchObject({ run_id: sent.run.id, status: 'complete' });
    const text = message.parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
    expect(text.length).toBeGreaterThan(20);
    const file = message.parts.find((part) => part.type === 'file');
    expect(file?.type === 'file' && file.url).toMatch(/^\/media\/[0-9a-f-]{36}$/);
  });
});
