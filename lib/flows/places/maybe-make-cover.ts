import { readPreferences } from '@/lib/accounts';
import { findConversation, readBranch } from '@/lib/conversation';
import { listJobsOfPlace } from '@/lib/generation';
import { catalogueConfig, quote } from '@/lib/models';
import { logger } from '@/lib/platform/logger';
import { makeCover } from './make-cover';

/**
 * Has a cover drawn for a conversation whose first answer is complete, where the installation and the person want that.
 * A conversation gets one by itself at most once, however often this is called: whoever removes it wants none. Never
 * throws: nobody waits for a cover.
 */
export async function maybeMakeCover(
  ownerId: string,
  conversationId: string,
  channel: string,
): Promise<void> {
  try {
    if (await isWanted(ownerId, conversationId)) await makeCover({ ownerId, conversationId, channel });
  } catch (error) {
    logger.debug('no cover made', { conversationId, error });
  }
}

async function isWanted(ownerId: string, conversationId: string): Promise<boolean> {
  const { automatic } = catalogueConfig().covers;
  const { automatic_covers: chosen } = await readPreferences(ownerId);
  if (chosen === false || (automatic === 'never' && chosen !== true)) return false;
  const conversation = await findConversation(ownerId, conversationId);
  if (!conversation || conversation.cover_url !== null) return false;
  const jobs = await listJobsOfPlace(ownerId, { conversationId });
  if (jobs.some(({ purpose }) => purpose === 'cover')) return false;
  if (!(await isAnswered(ownerId, conversationId))) return false;
  if (automatic === 'always' || chosen === true) return true;
  const price = await quote({ use: 'image', wanted: 'fast' });
  return price?.micros === 0;
}

/** How far to look for an answer: it is the first one that matters. */
const NEWEST = 4;

async function isAnswered(ownerId: string, conversationId: string): Promise<boolean> {
  const branch = await readBranch(ownerId, conversationId, undefined, NEWEST);
  return branch.some(({ sender_type, status }) => sender_type === 'agent' && status === 'complete');
}
