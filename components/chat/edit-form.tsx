'use client';

import { useEffect, useRef, useState } from 'react';
import { type ClientMessage, useActions } from '@/lib/client';
import { sendsOn } from '../composer/sends-on';
import { useIsTouch } from '../composer/use-is-touch';
import { Button } from '../ui/button';

/** An own message being changed. Sending makes a new version beside the old one, and a new answer. */
export default function EditForm({ message, onEnd }: { message: ClientMessage; onEnd(): void }) {
  const { editMessage } = useActions();
  const [text, setText] = useState(message.content ?? '');
  const field = useRef<HTMLTextAreaElement>(null);
  const isTouch = useIsTouch();
  const changed = text.trim() !== '' && text !== message.content;

  useEffect(() => {
    const element = field.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);

  const save = () => {
    if (!changed) return;
    editMessage(message.id, text);
    onEnd();
  };

  return (
    <form
      className="w-full rounded-large border border-edge bg-surface p-2 shadow-raised"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <textarea
        ref={field}
        aria-label="Edit message"
        dir="auto"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.stopPropagation();
            onEnd();
          } else if (sendsOn(event.nativeEvent, isTouch)) {
            event.preventDefault();
            save();
          }
        }}
        className="block field-sizing-content max-h-[50dvh] min-h-12 w-full resize-none bg-transparent px-2.5 py-1.5 text-body outline-none scroll-quiet pointer-coarse:text-lead"
      />
      <div className="flex justify-end gap-2 pt-1">
        <Button size="small" onClick={onEnd}>
          Cancel
        </Button>
        <Button size="small" type="submit" look="primary" disabled={!changed}>
          Send
        </Button>
      </div>
    </form>
  );
}
