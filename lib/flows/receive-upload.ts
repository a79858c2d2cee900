import type { Asset } from '@/lib/contracts';
import { type ReceiveMedia, receiveMedia } from '@/lib/media';
import { alongsideAsset } from './alongside-asset';

/** What people send, in one request or in pieces: the one door, with what is written down beside the row. */
export function receiveUpload(
  given: Omit<ReceiveMedia, 'source' | 'alongside' | 'generation'>,
): Promise<Asset> {
  return receiveMedia({ ...given, source: 'upload', alongside: alongsideAsset(given.ownerId) });
}
