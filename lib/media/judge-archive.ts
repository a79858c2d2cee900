import { listZip } from './adapters/list-zip';
import { programRefused } from './errors';
import { type DetectedType, plainType } from './media-types';

/** Documents of an office program, by the part that every one of its kind has. */
const documents: Record<string, { contentType: string; extension: string }> = {
  'word/document.xml': {
    contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extension: 'docx',
  },
  'xl/workbook.xml': {
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: 'xlsx',
  },
  'ppt/presentation.xml': {
    contentType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    extension: 'pptx',
  },
};
const CONTENT_TYPES = '[Content_Types].xml';

/**
 * What a zip archive is by the names of its parts, which lie at its end; nothing is unpacked. Office programs may
 * write the part that names the type late. Throws `media.unsupported` for programs that are packed as archives.
 */
export async function judgeArchive(type: DetectedType, file: string): Promise<DetectedType> {
  if (type.contentType !== 'application/zip') return type;
  const names = new Set(await listZip(file));
  const isJava = names.has('META-INF/MANIFEST.MF') && [...names].some((name) => name.endsWith('.class'));
  const isAndroid = names.has('AndroidManifest.xml') && names.has('classes.dex');
  if (isJava || isAndroid) throw programRefused();
  if (!names.has(CONTENT_TYPES) || [...names].some((name) => name.endsWith('/vbaProject.bin'))) return type;
  const part = Object.keys(documents).find((name) => names.has(name));
  const found = part && documents[part];
  return found ? plainType('file', found.contentType, found.extension) : type;
}
