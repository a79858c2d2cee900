'use client';

import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { type LocalUpload, useUploads } from '@/lib/client';
import { MAX_ATTACHMENTS } from '@/lib/contracts/limits';

const nothing: readonly LocalUpload[] = [];

/**
 * The files of the message being written in a conversation. They are sent as soon as they are chosen, go on while
 * another conversation is on screen, and are still there after a reload. `add` answers how many were left out because
 * a message cannot carry more.
 */
export function useAttachments(conversationId: string): {
  items: readonly LocalUpload[];
  add(files: readonly File[]): number;
} {
  const uploads = useUploads();
  const all = useSyncExternalStore(
    uploads.subscribe,
    () => uploads.list(conversationId),
    () => nothing,
  );
  const items = useMemo(() => all.filter(({ purpose }) => purpose === 'tray'), [all]);
  const room = Math.max(0, MAX_ATTACHMENTS - items.length);
  const add = useCallback(
    (files: readonly File[]) => {
      for (const file of files.slice(0, room)) uploads.add(file, { conversationId, purpose: 'tray' });
      return Math.max(0, files.length - room);
    },
    [uploads, conversationId, room],
  );
  return { items, add };
}
