import { listUncovered } from '@/lib/conversation';
import { catalogueConfig } from '@/lib/models';
import { env } from '@/lib/platform/env';
import { logger } from '@/lib/platform/logger';
import { quoteTool } from '../tools/quote-tool';
import { COVER_TIER, makeCover } from './make-cover';

/** After a longer time nobody looks for it: an installation that learnt to make covers makes none for its past. */
const NEWS_MS = 15 * 60_000;
/** A burst of conversations must not keep what people asked for waiting. */
const AT_A_TIME = 3;

/**
 * Returns what has covers drawn for conversations whose first answer is complete, where the installation and the person
 * want that: each gets one by itself at most once, and whoever removes it wants none. What could not be asked for is not
 * tried again by this process. To be called again and again; returns how many it asked for.
 */
export function createCoverMaker(): (now?: Date) => Promise<number> {
  const refused = new Set<string>();
  return async (now = new Date()) => {
    if (!env().ENABLE_MEDIA_RESPONSES) return 0;
    const since = new Date(now.getTime() - NEWS_MS);
    const wanted = { since, byDefault: await isMadeByDefault(), except: [...refused] };
    let asked = 0;
    for (const { ownerId, conversationId } of await listUncovered(wanted, AT_A_TIME)) {
      try {
        await makeCover({ ownerId, conversationId, channel: 'web' });
        asked += 1;
      } catch (error) {
        // A budget that is used up, a model that is gone: a cover is worth no words about it.
        refused.add(conversationId);
        logger.info('no cover made', { conversationId, error });
      }
    }
    return asked;
  };
}

/** Whether those get covers who did not choose. */
async function isMadeByDefault(): Promise<boolean> {
  const { automatic } = catalogueConfig().covers;
  if (automatic !== 'free') return automatic === 'always';
  const price = await quoteTool('generate_image', { model: COVER_TIER }).catch(() => null);
  return price?.micros === 0;
}
