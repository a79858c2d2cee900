'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useActions, useVersions } from '@/lib/client';
import { announce } from '../ui/announcements';
import { IconButton } from '../ui/icon-button';

/** Goes through the versions at a message's place; nothing when there is only one. */
export function VersionSwitch({ messageId }: { messageId: string }) {
  const { index, count, ids } = useVersions(messageId);
  const { selectVersion } = useActions();
  if (count < 2) return null;
  const show = (id: string | undefined) => {
    if (id) selectVersion(id).catch((error: Error) => announce(error.message, 'danger'));
  };
  return (
    <fieldset aria-label="Versions" className="flex items-center text-caption text-muted">
      <IconButton
        label="Previous version"
        size="small"
        disabled={index === 0}
        onClick={() => show(ids[index - 1])}
      >
        <ChevronLeft className="size-4" />
      </IconButton>
      <span className="tabular-nums">
        {index + 1}/{count}
      </span>
      <IconButton
        label="Next version"
        size="small"
        disabled={index === count - 1}
        onClick={() => show(ids[index + 1])}
      >
        <ChevronRight className="size-4" />
      </IconButton>
    </fieldset>
  );
}
