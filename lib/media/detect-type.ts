import { readSignature, type Signature } from './adapters/file-signature';
import { type Claim, detectText } from './detect-text';
import { archiveRefused, mediaDamaged, notesRefused, programRefused, unsupportedPicture } from './errors';
import { readPictureBrand } from './iso-brands';
import {
  convertedType,
  type DetectedType,
  isHeldImage,
  isProgram,
  isProgramName,
  plainType,
  rasterType,
  refusedArchive,
  usualName,
} from './media-types';
import { detectFrames } from './probe/detect-frames';

const kindOfExtension: Record<string, 'image' | 'audio' | 'video'> = Object.fromEntries([
  ...'jpg jpeg png gif webp avif tif tiff svg bmp heic heif'.split(' ').map((e) => [e, 'image']),
  ...'mp3 mp2 mp1 wav flac ogg oga opus m4a aac weba wma aif aiff amr mka'
    .split(' ')
    .map((e) => [e, 'audio']),
  ...'mp4 m4v webm mov mkv avi wmv asf mpg mpeg 3gp flv ogv'.split(' ').map((e) => [e, 'video']),
]);

/**
 * Decides what a file is: its first bytes before its name, its name before the declared type.
 * Throws `media.unsupported` for programs and pictures that cannot be decoded, and `media.damaged` when the name
 * promises a picture, recording or video and the bytes are nothing of the kind.
 */
export async function detectType(
  firstBlock: Uint8Array,
  given: { filename: string | null; declaredType: string | null },
): Promise<DetectedType> {
  const claim: Claim = {
    extension: /\.([a-z0-9]{1,12})$/i.exec(given.filename ?? '')?.[1]?.toLowerCase() ?? '',
    declaredType: given.declaredType?.split(';')[0]?.trim().toLowerCase() ?? '',
  };
  if (isProgramName(claim.extension)) throw programRefused();
  const signature =
    readBrand(firstBlock) ?? (await readSignature(firstBlock)) ?? readTiffSignature(firstBlock);
  // XML is a family, not a type: an SVG is told from the rest by its root element.
  if (signature && signature.contentType !== 'application/xml') return typeOfSignature(signature, claim);
  const text = detectText(firstBlock, claim);
  if (text?.kind === 'image') return text;
  const claimed = claimedKind(claim);
  const sound = claimed === 'audio' ? detectFrames(firstBlock) : null;
  if (sound) return sound;
  if (claimed) throw mediaDamaged(claimed);
  return text ?? plainType('file', 'application/octet-stream', 'bin');
}

function typeOfSignature(signature: Signature, claim: Claim): DetectedType {
  const { extension } = signature;
  if (isProgram(signature.contentType)) throw programRefused();
  const picture = rasterType(signature.contentType) ?? convertedType(signature.contentType);
  if (picture) return picture;
  const archive = refusedArchive(signature.contentType);
  if (archive) throw archiveRefused(archive);
  const contentType = usualName(signature.contentType);
  const [family] = contentType.split('/');
  if (family === 'image') {
    if (isHeldImage(contentType)) return plainType('file', contentType, extension);
    throw unsupportedPicture(extension.toUpperCase());
  }
  if (contentType === 'audio/midi') throw notesRefused();
  if (family === 'audio') return plainType('audio', contentType, extension);
  if (family === 'video')
    return isClaimedAudio(contentType, claim)
      ? soundOf(contentType)
      : plainType('video', contentType, extension);
  // A detector's text types include HTML-like ones; only the harmless are kept by name.
  if (family === 'text' && !['text/vtt', 'text/calendar', 'text/vcard'].includes(contentType)) {
    return plainType('file', 'text/plain', 'txt');
  }
  return plainType('file', contentType, extension);
}

/** The same container holds sound alone or with pictures; without its tracks read, the sender's word decides. */
function isClaimedAudio(contentType: string, claim: Claim): boolean {
  if (contentType !== 'video/webm' && contentType !== 'video/mp4') return false;
  return (claimedKind(claim) ?? 'video') === 'audio' || claim.declaredType.startsWith('audio/');
}

const soundOf = (contentType: string): DetectedType =>
  contentType === 'video/webm'
    ? plainType('audio', 'audio/webm', 'weba')
    : plainType('audio', 'audio/mp4', 'm4a');

/** Pictures in the container of MP4 are taken for films by detectors that stop at the container. */
function readBrand(bytes: Uint8Array): Signature | null {
  const contentType = readPictureBrand(bytes);
  return contentType && { contentType, extension: contentType.replace('image/', '') };
}

/** TIFF may keep its directory at the end of the file, where the detector looks for it in vain. */
function readTiffSignature(bytes: Uint8Array): Signature | null {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
  return start === 'II*\0' || start === 'MM\0*' ? { contentType: 'image/tiff', extension: 'tif' } : null;
}

/** A name with an extension speaks for itself; browsers declare `video/mp2t` for TypeScript. */
function claimedKind({ extension, declaredType }: Claim): 'image' | 'audio' | 'video' | null {
  if (extension) return kindOfExtension[extension] ?? null;
  return (['image', 'audio', 'video'] as const).find((kind) => declaredType.startsWith(`${kind}/`)) ?? null;
}
