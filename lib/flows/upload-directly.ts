import type { Asset, DirectUpload, DirectUploadBody } from '@/lib/contracts';
import { findConversation } from '@/lib/conversation';
import { beginDirectUpload, finishDirectUpload } from '@/lib/media';
import { receiveInPlace } from './receive-upload';
import { takePlace } from './take-place';

/** Gives out an address of the storage for one file; see `beginDirectUpload`. */
export async function beginUpload(ownerId: string, body: DirectUploadBody): Promise<DirectUpload> {
  const asked = body.conversation_id;
  const conversation = asked ? await findConversation(ownerId, asked) : null;
  return beginDirectUpload(ownerId, body, conversation?.id ?? null);
}

/** Takes in what was sent to that address; see `finishDirectUpload`. */
export function completeUpload(ownerId: string, id: string): Promise<Asset> {
  return takePlace(ownerId, () => finishDirectUpload(ownerId, id, receiveInPlace));
}
