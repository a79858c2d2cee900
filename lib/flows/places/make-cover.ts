import type { Conversation, Job } from '@/lib/contracts';
import { readBranch } from '@/lib/conversation';
import { fillTemplate } from '@/lib/models';
import { requireConversation } from '../require-conversation';
import { requestTool } from '../tools/request-tool';
import { coverTopic } from './cover-topic';

type MakeCover = {
  ownerId: string;
  conversationId: string;
  /** Absent: what the conversation is about. */
  prompt?: string | undefined;
  style?: string | undefined;
  mood?: string | undefined;
  channel: string;
};

/** What nobody waits for may cost little. */
export const COVER_TIER = 'fast';
/** The beginning says what a conversation is about. */
const FIRST_MESSAGES = 6;

/**
 * Has a cover drawn in the fast tier; it is put in its place when it is ready. Throws `conversation.not_found` and what
 * asking for a tool throws.
 */
export async function makeCover(given: MakeCover): Promise<{ conversation: Conversation; job: Job }> {
  const { ownerId, conversationId, prompt, style, mood, channel } = given;
  const conversation = await requireConversation(ownerId, conversationId);
  const topic = prompt ?? (await topicOf(ownerId, conversation));
  const { job } = await requestTool({
    ...{ ownerId, conversationId, messageId: null, runId: null, channel },
    ...({ purpose: 'cover', tool: 'generate_image', context: { pointed: [], newestImage: null } } as const),
    parameters: {
      ...{ prompt: fillTemplate('cover', { prompt: topic }), aspect_ratio: '16:9', model: COVER_TIER },
      ...(style && { style }),
      ...(mood && { mood }),
    },
  });
  return { conversation, job };
}

async function topicOf(ownerId: string, { id, title }: Conversation): Promise<string> {
  const branch = await readBranch(ownerId, id, undefined, FIRST_MESSAGES);
  return coverTopic(
    title,
    branch.filter(({ sender_type }) => sender_type === 'user').map(({ content }) => content ?? ''),
  );
}
