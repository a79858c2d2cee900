import { readSignature } from '../adapters/file-signature';
import { SNIFF_BYTES } from '../limits';
import { type DetectedType, plainType, usualName } from '../media-types';
import { FileBytes } from './file-bytes';
import { skipTags } from './skip-tags';

/**
 * The real type of what was taken for MP3 because of its tags: FLAC, AAC and others carry the same, and a picture in
 * them can be larger than the block that was looked at.
 */
export async function findSoundBehindTags(type: DetectedType, file: string): Promise<DetectedType> {
  const block = await FileBytes.with(file, async (bytes) => {
    const start = await skipTags(bytes);
    return start === 0 ? null : bytes.read(start, SNIFF_BYTES);
  });
  const signature = block && (await readSignature(block));
  if (!signature?.contentType.startsWith('audio/')) return type;
  const contentType = usualName(signature.contentType);
  return contentType === type.contentType ? type : plainType('audio', contentType, signature.extension);
}
