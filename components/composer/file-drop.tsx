'use client';

import { lazy, Suspense, useEffect, useState } from 'react';

const loadTarget = () => import('./drop-target');
const DropTarget = lazy(loadTarget);

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/**
 * Takes files dropped anywhere on the page. Nothing is there until a drag with files enters the window; then a
 * target covers the chat.
 */
export function FileDrop({ onFiles }: { onFiles(files: File[]): void }) {
  const [dragging, setDragging] = useState(false);

  useEffect(() => {
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setDragging(true);
    };
    // Without this a file dropped beside the target would replace the page.
    const over = (event: DragEvent) => carriesFiles(event) && event.preventDefault();
    const end = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
      setDragging(false);
    };
    const leave = (event: DragEvent) => event.relatedTarget === null && setDragging(false);
    document.addEventListener('dragenter', enter);
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', end);
    return () => {
      document.removeEventListener('dragenter', enter);
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', end);
    };
  }, []);

  if (!dragging) return null;
  return (
    <Suspense fallback={null}>
      <DropTarget onFiles={onFiles} />
    </Suspense>
  );
}
