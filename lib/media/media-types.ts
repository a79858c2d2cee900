import type { MediaKind } from '@/lib/contracts';

/** What the bytes are, and what is done with them: pictures are re-encoded, the rest is kept as it came. */
export type DetectedType = {
  kind: MediaKind;
  /** MIME type under which the bytes are kept. */
  contentType: string;
  /** Short name: jpeg, mp3, pdf … */
  format: string;
  /** For the storage key; from this table, never from a name. */
  extension: string;
  preparation: 'raster' | 'svg' | 'heic' | 'bmp' | 'none';
};

/** Formats that sharp's prebuilt library decodes; adapters/sharp.ts allows exactly these loaders. */
const rasterFormats: Record<string, string> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/apng': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/tiff': 'tiff',
};

/** Pictures that another decoder turns into one of the above, in a process of its own or in native code. */
const convertedFormats: Record<string, 'heic' | 'bmp'> = {
  'image/heic': 'heic',
  'image/heif': 'heic',
  'image/heic-sequence': 'heic',
  'image/heif-sequence': 'heic',
  'image/bmp': 'bmp',
};

/** Working files of design programs: useful to pass on, not pictures to look at. */
const heldImageTypes = new Set(['image/vnd.adobe.photoshop', 'image/x-xcf', 'image/vnd.dwg']);

/** Names that differ between tools, brought to the ones browsers know. */
const usualNames: Record<string, string> = {
  'audio/x-m4a': 'audio/mp4',
  'audio/vnd.wave': 'audio/wav',
  'audio/x-wav': 'audio/wav',
  'audio/x-flac': 'audio/flac',
  'audio/ogg; codecs=opus': 'audio/ogg',
  'audio/opus': 'audio/ogg',
  'video/x-m4v': 'video/mp4',
  'video/x-matroska': 'video/matroska',
  'application/ogg': 'audio/ogg',
  'application/vnd.ms-asf': 'audio/x-ms-asf',
  'application/mxf': 'video/mxf',
};

/** Formats that run something when opened. */
const programTypes = new Set([
  'application/java-archive',
  'application/java-vm',
  'application/eps',
  'application/postscript',
  'application/vnd.android.package-archive',
  'application/wasm',
  'application/x-asar',
  'application/x-deb',
  'application/x-elf',
  'application/x-google-chrome-extension',
  'application/x-mach-binary',
  'application/x-ms-regedit',
  'application/x-ms-shortcut',
  'application/x.ms.shortcut',
  'application/x-msdownload',
  'application/x-nintendo-nes-rom',
  'application/x-rpm',
  'application/x-shockwave-flash',
  'application/x-xpinstall',
]);

/** Names that are run with a double click, whatever text they hold. */
const programExtensions = new Set(
  'bat cmd com cpl exe hta jse lnk msc pif reg scf scr vb vbe vbs ws wsc wsf wsh'.split(' '),
);

/** Archives whose unpackers are rare and old; as a rule they carry programs. */
const refusedArchives: Record<string, string> = { 'application/x-lzh-compressed': 'LZH' };

/** Types that may be shown in place. Everything else is a download, whatever it contains. */
const inlineTypes = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'audio/mpeg',
  'audio/mp4',
  'audio/aac',
  'audio/ogg',
  'audio/wav',
  'audio/webm',
  'audio/flac',
  'video/mp4',
  'video/webm',
  'video/ogg',
  'video/quicktime',
]);

export const isProgram = (contentType: string) => programTypes.has(contentType);
export const isProgramName = (extension: string) => programExtensions.has(extension);
/** The short name of an archive that is not accepted, or undefined. */
export const refusedArchive = (contentType: string): string | undefined => refusedArchives[contentType];
export const isHeldImage = (contentType: string) => heldImageTypes.has(contentType);
export const isInline = (contentType: string) => inlineTypes.has(contentType);
export const usualName = (contentType: string) => usualNames[contentType] ?? contentType;

/** The raster type of a MIME type, or null when it is not one that can be decoded here. */
export function rasterType(contentType: string): DetectedType | null {
  const format = rasterFormats[contentType];
  if (!format) return null;
  return {
    kind: 'image',
    contentType,
    format,
    extension: format === 'jpeg' ? 'jpg' : format,
    preparation: 'raster',
  };
}

/** The type of a picture that is converted first, or null. */
export function convertedType(contentType: string): DetectedType | null {
  const format = convertedFormats[contentType];
  return format ? { kind: 'image', contentType, format, extension: format, preparation: format } : null;
}

export const svgType: DetectedType = {
  kind: 'image',
  contentType: 'image/svg+xml',
  format: 'svg',
  extension: 'svg',
  preparation: 'svg',
};

/** A type that is kept as it came. `extension` comes from a detector; odd ones are reduced to safe letters. */
export function plainType(kind: MediaKind, contentType: string, extension: string): DetectedType {
  const format =
    extension
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
      .slice(0, 12) || 'bin';
  return { kind, contentType, format, extension: format, preparation: 'none' };
}
