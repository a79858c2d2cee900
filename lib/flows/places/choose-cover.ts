import type { Conversation } from '@/lib/contracts';
import { notAPicture } from '@/lib/conversation';
import { listOpenCovers } from '@/lib/generation';
import { AppError } from '@/lib/kernel';
import { getAsset } from '@/lib/media';
import { requireConversation } from '../require-conversation';
import { cancelJob } from '../tools/cancel-job';
import { changePlace } from './change-place';

/** Lets a picture of the person stand for a conversation. Throws `conversation.not_a_picture`, `conversation.not_found`. */
export async function chooseCover(given: {
  ownerId: string;
  conversationId: string;
  assetId: string;
  origin: string | null;
}): Promise<Conversation> {
  const { ownerId, conversationId, assetId, origin } = given;
  await requireConversation(ownerId, conversationId);
  const asset = await getAsset(ownerId, assetId);
  if (asset?.type !== 'image' || asset.status !== 'ready' || !asset.thumbnail_url) throw notAPicture();
  await cancelCovers(ownerId, conversationId);
  return changePlace(ownerId, conversationId, { coverAssetId: asset.id }, origin);
}

/** Throws `conversation.not_found`. Without a cover nothing happens but the event. */
export async function removeCover(
  ownerId: string,
  conversationId: string,
  origin: string | null,
): Promise<Conversation> {
  await cancelCovers(ownerId, conversationId);
  return changePlace(ownerId, conversationId, { coverAssetId: null }, origin);
}

/** What is being drawn would take the place of what the person has just decided. */
async function cancelCovers(ownerId: string, conversationId: string): Promise<void> {
  for (const { id } of await listOpenCovers(ownerId, conversationId))
    await cancelJob(ownerId, id).catch((error: unknown) => {
      // It ended just now: then it was there before the decision, which goes before it.
      if (!AppError.isInstance(error)) throw error;
    });
}
