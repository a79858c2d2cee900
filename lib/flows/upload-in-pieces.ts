import { findConversation } from '@/lib/conversation';
import { answerUpload } from '@/lib/media';
import { receiveUpload } from './receive-upload';

/** Answers one request of a resumable upload (tus); `id` is null for the one that creates it. */
export function uploadInPieces(ownerId: string, request: Request, id: string | null): Promise<Response> {
  return answerUpload({
    ownerId,
    request,
    id,
    receive: receiveUpload,
    ownsConversation: async (conversationId) => (await findConversation(ownerId, conversationId)) !== null,
  });
}
