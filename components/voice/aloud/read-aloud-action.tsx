'use client';

import { Volume2 } from 'lucide-react';
import { Suspense, useState } from 'react';
import type { ClientMessage } from '@/lib/client';
import { IconButton } from '../../ui/icon-button';
import { lazyOnDemand } from '../../ui/lazy-when-online';
import { nowReading } from './now-reading';

const load = () => import('./reading-button');
const ReadingButton = lazyOnDemand(load);
const prefetch = () => void load().catch(() => undefined);

/** Reads an answer aloud when it is pressed, and never by itself. Until then there is only its button. */
export function ReadAloudAction({ message }: { message: ClientMessage }) {
  // One that is being read has its reader here already.
  const [wanted, setWanted] = useState(nowReading.messageId === message.id);
  const waiting = (
    <IconButton
      label="Read aloud"
      size="small"
      aria-busy={wanted || undefined}
      onPointerEnter={prefetch}
      onFocus={prefetch}
      onClick={() => setWanted(true)}
    >
      <Volume2 className="size-4" />
    </IconButton>
  );
  if (!wanted) return waiting;
  return (
    <Suspense fallback={waiting}>
      <ReadingButton message={message} />
    </Suspense>
  );
}
