import { type DetectedType, plainType } from '../media-types';
import { readAdtsFrame } from './adts';
import { readMpegFrame } from './mpeg-audio';
import { countFrames } from './scan-frames';

/** Fewer in a row come up by chance in other bytes. */
const LEAST_IN_A_ROW = 3;

/**
 * Sound without a container, told by frames in a row: layer I, streams cut in the middle of a frame, and tags that
 * leave a few bytes between themselves and the sound are known by nothing else. For what is called sound already.
 */
export function detectFrames(firstBlock: Uint8Array): DetectedType | null {
  const bytes = Buffer.from(firstBlock.buffer, firstBlock.byteOffset, firstBlock.byteLength);
  if (countFrames(bytes, readMpegFrame) >= LEAST_IN_A_ROW) return plainType('audio', 'audio/mpeg', 'mp3');
  if (countFrames(bytes, readAdtsFrame) >= LEAST_IN_A_ROW) return plainType('audio', 'audio/aac', 'aac');
  // Its tags are larger than the block; whether sound follows is seen when all of it is there.
  return bytes.toString('latin1', 0, 3) === 'ID3' ? plainType('audio', 'audio/mpeg', 'mp3') : null;
}
