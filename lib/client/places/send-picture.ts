import type { Asset } from '@/lib/contracts';
import { request } from '../api';

/** Sends a picture that no message shows. Throws ApiError. */
export async function sendPicture(file: File, conversationId: string): Promise<Asset> {
  const response = await request('/api/media', {
    method: 'POST',
    body: file,
    headers: {
      'content-type': file.type || 'application/octet-stream',
      'x-filename': encodeURIComponent(file.name),
      'x-conversation-id': conversationId,
    },
  });
  return (await response.json()) as Asset;
}
