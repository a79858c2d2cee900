'use client';

import { ArrowDown } from 'lucide-react';
import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import { Virtualizer } from 'virtua';
import { useMessage } from '@/lib/client';
import { classNames } from '../ui/class-names';
import { Spinner } from '../ui/spinner';
import { Message } from './message';
import { useEndAnchor } from './use-end-anchor';

type ThreadProps = {
  messageIds: string[];
  hasOlder: boolean;
  loadingOlder: boolean;
  loadOlder(): void;
  editingId: string | null;
  onEdit(messageId: string): void;
  onEditEnd(): void;
};

/** Room above the first message, where the sign of older ones being loaded stands: always the same, so nothing moves. */
const TOP_PX = 56;
/** How near to the top older messages are asked for: about one page of a quick flick. */
const LOAD_AT_PX = 1_200;

/** How far beyond the screen messages are laid out, so that a fast wheel meets measured ones. */
const AHEAD_PX = 600;

/**
 * The messages of the branch on screen. Only those in view are in the page; it is anchored at its end and stays
 * there while the reader does.
 */
export function Thread(props: ThreadProps) {
  const { messageIds, hasOlder, loadingOlder, loadOlder, editingId, onEdit, onEditEnd } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const lastId = messageIds.at(-1);
  const sentHere = useMessage(lastId ?? '')?.local !== undefined;
  const { atEnd, unseen, toEnd, onScroll } = useEndAnchor(scroller, lastId, sentHere);

  // Messages that were put before the first one must not push the others down.
  const before = useRef(messageIds);
  const grewAtStart = messageIds[0] !== before.current[0] && messageIds.includes(before.current[0] ?? '');
  useLayoutEffect(() => {
    before.current = messageIds;
  }, [messageIds]);

  const scrolled = useCallback(
    (offset: number) => {
      onScroll(offset);
      if (offset < LOAD_AT_PX && hasOlder && !loadingOlder) loadOlder();
    },
    [onScroll, hasOlder, loadingOlder, loadOlder],
  );

  const kept = useMemo(() => {
    const index = editingId ? messageIds.indexOf(editingId) : -1;
    return index === -1 ? undefined : [index];
  }, [editingId, messageIds]);

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="log"
        aria-label="Conversation"
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the thread scrolls, so the keyboard must reach it
        tabIndex={0}
        className="size-full overflow-x-hidden overflow-y-auto overscroll-contain outline-none scroll-quiet soft-edges [overflow-anchor:none]"
      >
        <div className="mx-auto w-full max-w-thread px-4">
          <div
            className="flex items-center justify-center text-caption text-faint"
            style={{ height: TOP_PX }}
          >
            {loadingOlder ? <Spinner className="text-faint" /> : null}
          </div>
          <Virtualizer
            data={messageIds}
            scrollRef={scroller}
            startMargin={TOP_PX}
            shift={grewAtStart}
            bufferSize={AHEAD_PX}
            keepMounted={kept}
            onScroll={scrolled}
          >
            {(id, index) => (
              <Message
                key={id}
                id={id}
                isLast={index === messageIds.length - 1}
                editing={id === editingId}
                onEdit={onEdit}
                onEditEnd={onEditEnd}
              />
            )}
          </Virtualizer>
        </div>
      </div>
      <button
        type="button"
        onClick={toEnd}
        aria-hidden={atEnd}
        tabIndex={atEnd ? -1 : 0}
        className={classNames(
          'absolute inset-x-0 bottom-3 mx-auto flex h-9 w-fit items-center gap-2 rounded-full border border-line bg-surface px-3 text-caption font-medium shadow-raised transition-[opacity,translate] hover:bg-bubble pointer-coarse:h-11',
          atEnd ? 'pointer-events-none translate-y-2 opacity-0' : 'opacity-100',
        )}
      >
        <ArrowDown className="size-4" />
        {unseen ? 'New messages' : <span className="sr-only">Go to the end</span>}
      </button>
    </div>
  );
}
