'use client';

import { useEffect, useRef, useState } from 'react';
import { useMessage } from '@/lib/client';
import { sentenceOfState } from './message-state';

/** Enough to know what the answer is about; the rest is read in its place. */
const SPOKEN_CHARS = 400;

/** Reads a finished answer aloud to those who listen: once, when it is complete, never token by token. */
export function AnswerAnnouncer({ messageIds }: { messageIds: string[] }) {
  const message = useMessage(messageIds.at(-1) ?? '');
  const wasOpen = useRef<string | null>(null);
  const [spoken, setSpoken] = useState('');

  useEffect(() => {
    if (message?.sender_type !== 'agent') return;
    if (message.status === 'pending' || message.status === 'streaming') {
      wasOpen.current = message.id;
      return;
    }
    if (wasOpen.current !== message.id) return;
    wasOpen.current = null;
    const text = (message.content ?? '').slice(0, SPOKEN_CHARS);
    const pictures = message.media_urls.length > 0 ? `${message.media_urls.length} attached.` : '';
    setSpoken(['Answer:', text, pictures, sentenceOfState(message) ?? ''].filter(Boolean).join(' '));
  }, [message]);

  return (
    <div role="status" aria-live="polite" className="sr-only">
      {spoken}
    </div>
  );
}
