'use client';

import { useSyncExternalStore } from 'react';
import { useActions } from '@/lib/client';
import { type Attachment, AttachmentTray } from './attachment-tray';

/** By conversation: uploads go on while another conversation is on screen. They end with the page. */
const trays = new Map<string, AttachmentTray>();
const nothing: readonly Attachment[] = [];

/** The tray of the message being written in a conversation, and what is in it. */
export function useAttachments(conversationId: string): {
  tray: AttachmentTray;
  items: readonly Attachment[];
} {
  const { upload } = useActions();
  let tray = trays.get(conversationId);
  if (!tray) {
    tray = new AttachmentTray(upload);
    // On the server there are no files, and a shared map would outlive the request.
    if (typeof window !== 'undefined') trays.set(conversationId, tray);
  }
  const items = useSyncExternalStore(tray.subscribe, tray.items, () => nothing);
  return { tray, items };
}
