import type { Job, MakeBackgroundBody } from '@/lib/contracts';
import { fillTemplate } from '@/lib/models';
import { requireConversation } from '../require-conversation';
import { requestTool } from '../tools/request-tool';

/** What suits a mood when nothing else was said. */
const scenes: Record<string, string> = {
  calm: 'Soft light moving over still water at dawn',
  energetic: 'Bright ribbons of colour flowing and turning',
  mysterious: 'Mist drifting between dark trees in moonlight',
  focused: 'Slow geometric shapes in muted colours',
};
const ANY_SCENE = 'Slow clouds in soft light';

/**
 * Asks for a film that plays behind a conversation. It waits for consent with its price, and joins the films that play
 * there when it is ready. Throws `conversation.not_found` and what asking for a tool throws.
 */
export async function makeBackground(
  given: MakeBackgroundBody & { ownerId: string; conversationId: string; channel: string },
): Promise<Job> {
  const { ownerId, conversationId, channel, mood, image } = given;
  await requireConversation(ownerId, conversationId);
  const prompt = given.prompt ?? scenes[mood ?? ''] ?? ANY_SCENE;
  const { job } = await requestTool({
    ...{ ownerId, conversationId, messageId: null, runId: null, channel },
    ...({
      purpose: 'background',
      tool: 'generate_video',
      context: { pointed: [], newestImage: null },
    } as const),
    parameters: {
      ...{ prompt: fillTemplate('background', { prompt }), aspect_ratio: '16:9' },
      ...(mood && { mood }),
      ...(image && { image }),
    },
  });
  return job;
}
