import {
  type AssetEventType,
  appendAssetEvents,
  areOnlyShownIn,
  lockConversationsShowing,
} from '@/lib/conversation';
import { inTransaction, type Transaction } from '@/lib/platform/transaction';

/** Each time, somebody must have sent the file into yet another conversation within a few milliseconds. */
const MAX_ATTEMPTS = 20;

class ShownMeanwhile extends Error {}

/**
 * Changes an asset and tells the messages that show it, in one transaction. `write` makes the change, in the
 * database only, for it may be called again; when it returns false nothing is told. Returns what it returned.
 *
 * Conversations are locked before assets, and a message may be sent after they were: it holds its assets
 * until it is there, so that `write` waits for it, finds it afterwards, and all is done again with its conversation.
 */
export async function changeAsset(
  ownerId: string,
  assetId: string,
  type: AssetEventType,
  write: (tx: Transaction) => Promise<boolean>,
): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction(async (tx) => {
        const locked = await lockConversationsShowing(tx, ownerId, [assetId]);
        if (!(await write(tx))) return false;
        if (!(await areOnlyShownIn(tx, ownerId, [assetId], locked))) throw new ShownMeanwhile();
        await appendAssetEvents(tx, ownerId, [assetId], type, locked);
        return true;
      });
    } catch (error) {
      if (!(error instanceof ShownMeanwhile) || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}
