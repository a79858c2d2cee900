import { hasSignature } from './signature';

const text = (letters: string) => [...letters].map((letter) => letter.charCodeAt(0));

/** What a recording is by its first bytes, or null when they are none of the usual ones. */
export function knownSoundType(bytes: Uint8Array): string | null {
  if (hasSignature(bytes, text('RIFF')) && hasSignature(bytes, text('WAVE'), 8)) return 'audio/wav';
  if (hasSignature(bytes, text('OggS'))) return 'audio/ogg';
  if (hasSignature(bytes, text('fLaC'))) return 'audio/flac';
  if (hasSignature(bytes, text('ID3'))) return 'audio/mpeg';
  const [first = 0, second = 0] = bytes;
  // MPEG sound without a tag begins with a frame: eleven bits that are set, then a layer that is not reserved.
  return first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x06) !== 0 ? 'audio/mpeg' : null;
}
