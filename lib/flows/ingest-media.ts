import type { Asset } from '@/lib/contracts';
import { findConversation } from '@/lib/conversation';
import { AppError, isId } from '@/lib/kernel';
import { receiveUpload } from './receive-upload';

/**
 * Takes one uploaded file from the raw body of a request: `Content-Type` and `X-Filename` (URI-encoded) are what
 * the sender says about it, the bytes decide. With `X-Upload-Id`, a UUID, the same bytes sent again are the same
 * asset, by that id. `X-Conversation-Id` says where it will be shown, and so where its bytes lie. Throws as `receiveMedia` does, and `media.bad_filename`.
 */
export async function ingestMedia(ownerId: string, request: Request): Promise<Asset> {
  const id = request.headers.get('x-upload-id');
  const conversation = request.headers.get('x-conversation-id');
  return receiveUpload({
    ownerId,
    body: request.body,
    declaredType: request.headers.get('content-type'),
    filename: readFilename(request.headers.get('x-filename')),
    contentLength: readLength(request.headers.get('content-length')),
    conversationId: isId(conversation) ? await findOwnConversation(ownerId, conversation) : null,
    ...(isId(id) && { id: id.toLowerCase() }),
  });
}

/** Another's conversation, or one that is gone, is none: the file is kept all the same. */
async function findOwnConversation(ownerId: string, id: string): Promise<string | null> {
  return (await findConversation(ownerId, id))?.id ?? null;
}

function readFilename(header: string | null): string | null {
  try {
    return header && decodeURIComponent(header);
  } catch (cause) {
    throw new AppError({
      code: 'media.bad_filename',
      kind: 'invalid',
      publicMessage: 'X-Filename must be URI-encoded UTF-8.',
      cause,
    });
  }
}

function readLength(header: string | null): number | null {
  return header !== null && /^\d+$/.test(header) ? Number(header) : null;
}
