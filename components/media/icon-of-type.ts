import {
  FileArchive,
  FileAudio,
  FileCode,
  FileImage,
  FileSpreadsheet,
  FileText,
  FileVideo,
  type LucideIcon,
} from 'lucide-react';

const icons: [RegExp, LucideIcon][] = [
  [/^image\//, FileImage],
  [/^audio\//, FileAudio],
  [/^video\//, FileVideo],
  [/zip|tar|compressed|7z|rar/, FileArchive],
  [/csv|spreadsheet|excel/, FileSpreadsheet],
  [/json|xml|javascript|html|x-sh/, FileCode],
];

/** The icon for a MIME type. */
export function iconOfType(contentType: string): LucideIcon {
  return icons.find(([pattern]) => pattern.test(contentType))?.[1] ?? FileText;
}
