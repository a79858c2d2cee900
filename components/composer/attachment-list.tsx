'use client';

import { type LocalUpload, useUploads } from '@/lib/client';
import { AttachmentChip } from './attachment-chip';

/** The chosen files of a message, above its words. */
export default function AttachmentList({ items }: { items: readonly LocalUpload[] }) {
  const uploads = useUploads();
  return (
    <ul aria-label="Attachments" className="flex flex-wrap gap-3 px-4 pt-4 pb-1">
      {items.map((item) => (
        <AttachmentChip key={item.id} item={item} uploads={uploads} />
      ))}
    </ul>
  );
}
