'use client';

import { Pause, Play } from 'lucide-react';
import { type LocalUpload, RESUMABLE_FROM_BYTES } from '@/lib/client';
import { ProgressRing } from '../ui/progress-ring';
import { nameOf } from './attachment-state';

type UploadRingProps = { item: LocalUpload; onPause(): void; onResume(): void };

/** How far an upload is; a large one pauses and goes on at a touch. */
export function UploadRing({ item, onPause, onResume }: UploadRingProps) {
  const name = nameOf(item);
  const ring = <ProgressRing value={item.progress} label={`Uploading ${name}`} />;
  if (item.size <= RESUMABLE_FROM_BYTES) return ring;
  const isPaused = item.state === 'paused';
  const Icon = isPaused ? Play : Pause;
  return (
    <span className="relative grid place-items-center">
      {ring}
      <button
        type="button"
        onClick={isPaused ? onResume : onPause}
        aria-label={isPaused ? `Continue uploading ${name}` : `Pause uploading ${name}`}
        data-tooltip={isPaused ? 'Continue' : 'Pause'}
        className="absolute inset-0 grid place-items-center rounded-full after:absolute after:-inset-2"
      >
        <Icon className="size-3 fill-current" />
      </button>
    </span>
  );
}
