import type { Asset } from '@/lib/contracts';
import { type ReceiveMedia, receiveMedia } from '@/lib/media';
import { alongsideAsset } from './alongside-asset';
import { takePlace } from './take-place';

type Given = Omit<ReceiveMedia, 'source' | 'alongside' | 'generation'>;

/**
 * What people send, in one request or in pieces: the one door, with what is written down beside the row. Of one person
 * a few files go through it at a time; the bytes of the others are not read until then.
 */
export function receiveUpload(given: Given): Promise<Asset> {
  return takePlace(given.ownerId, () => receiveInPlace(given));
}

/** The same for whoever has taken a place already, before opening what must not wait once it is open. */
export function receiveInPlace(given: Given): Promise<Asset> {
  return receiveMedia({ ...given, source: 'upload', alongside: alongsideAsset(given.ownerId) });
}
