'use client';

import { Suspense, useEffect, useState } from 'react';
import { lazyWhenOnline } from '../ui/lazy-when-online';

const DropTarget = lazyWhenOnline(() => import('./drop-target'));

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
const isOnTarget = (event: DragEvent) =>
  event.target instanceof Element && event.target.closest('[data-drop-target]') !== null;

/**
 * Takes files dropped anywhere on the page. Nothing is there until a drag with files enters the window; then a
 * target covers everything.
 */
export function FileDrop({ onFiles }: { onFiles(files: File[]): void }) {
  const [dragging, setDragging] = useState(false);

  useEffect(() => {
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setDragging(true);
    };
    // Without this a dropped file would replace the page.
    const over = (event: DragEvent) => carriesFiles(event) && event.preventDefault();
    const leave = (event: DragEvent) => event.relatedTarget === null && setDragging(false);
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event) || isOnTarget(event)) return;
      // Quicker than the target could be fetched.
      event.preventDefault();
      onFiles([...(event.dataTransfer?.files ?? [])]);
      setDragging(false);
    };
    document.addEventListener('dragenter', enter);
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragenter', enter);
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, [onFiles]);

  if (!dragging) return null;
  const take = (files: File[]) => {
    onFiles(files);
    setDragging(false);
  };
  return (
    <Suspense fallback={null}>
      <DropTarget onFiles={take} />
    </Suspense>
  );
}
