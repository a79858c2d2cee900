'use client';

import { TriangleAlert } from 'lucide-react';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';

/** That figures could not be read, and the way to try again. */
export function ReadFailure({ words, onAgain }: { words: string; onAgain(): void }) {
  return (
    <Notice
      tone="danger"
      icon={<TriangleAlert />}
      live
      action={
        <Button size="small" onClick={onAgain}>
          Try again
        </Button>
      }
    >
      {words}
    </Notice>
  );
}
