import type { Conversation } from '@/lib/contracts';
import { notAPicture } from '@/lib/conversation';
import { getAsset } from '@/lib/media';
import { requireConversation } from '../require-conversation';
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
  return changePlace(ownerId, conversationId, { coverAssetId: asset.id }, origin);
}

/** Throws `conversation.not_found`. Without a cover nothing happens but the event. */
export async function removeCover(
  ownerId: string,
  conversationId: string,
  origin: string | null,
): Promise<Conversation> {
  return changePlace(ownerId, conversationId, { coverAssetId: null }, origin);
}
