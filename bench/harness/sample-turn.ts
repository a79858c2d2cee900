import type { NewTurn } from '@/lib/conversation';
import { newId } from '@/lib/kernel';

export const QUESTION = 'And what follows from that?';

/** A turn as sending a short message writes it: at the active leaf, without attachments. */
export function sampleTurn(ownerId: string, conversationId: string): NewTurn {
  return {
    ownerId,
    conversationId,
    messageId: newId(),
    agentMessageId: newId(),
    runId: newId(),
    content: QUESTION,
    assetIds: [],
    messageType: 'text',
    mediaUrl: null,
    parentId: undefined,
    channel: 'api',
    silent: false,
    toolCall: null,
    model: 'none/none',
    holder: 'bench:1:1',
    title: QUESTION,
    origin: null,
  };
}
