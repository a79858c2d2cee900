'use client';

import { createPortal } from 'react-dom';
import { useDropzone } from 'react-dropzone';

/** What a drag is over: dropping anywhere on the page attaches. Folders are opened and their files taken. */
export default function DropTarget({ onFiles }: { onFiles(files: File[]): void }) {
  const { getRootProps } = useDropzone({
    onDrop: (files) => onFiles([...files]),
    noClick: true,
    noKeyboard: true,
  });
  return createPortal(
    <div
      {...getRootProps()}
      role="presentation"
      data-drop-target
      className="fixed inset-0 z-50 animate-appear bg-scrim p-4"
    >
      <div className="grid size-full place-items-center rounded-large border-2 border-dashed border-accent bg-canvas/90">
        <p className="text-title font-semibold">Drop to attach</p>
      </div>
    </div>,
    document.body,
  );
}
