'use client';

import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react';
import { sendsOn } from './sends-on';
import { useIsTouch } from './use-is-touch';

type MessageFieldProps = {
  value: string;
  onChange(value: string): void;
  onSubmit(): void;
  onEscape?: (() => void) | undefined;
  onEditLast?: (() => void) | undefined;
  autoFocus?: boolean | undefined;
  placeholder: string;
};

/** The text of a message. It grows with its words up to a third of the screen. */
export function MessageField({
  value,
  onChange,
  onSubmit,
  onEscape,
  onEditLast,
  autoFocus,
  placeholder,
}: MessageFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const isTouch = useIsTouch();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows from the text
  useLayoutEffect(() => {
    const element = field.current;
    if (!element || CSS.supports('field-sizing', 'content')) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [value]);

  // Words that were typed while the page was still being made ready are kept.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was there before this field was listening
  useEffect(() => {
    const typed = field.current?.value;
    if (typed && typed !== value) onChange(typed);
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (sendsOn(event.nativeEvent, isTouch)) {
      event.preventDefault();
      onSubmit();
    } else if (event.key === 'Escape' && onEscape) {
      event.preventDefault();
      onEscape();
    } else if (event.key === 'ArrowUp' && value === '' && onEditLast) {
      event.preventDefault();
      onEditLast();
    }
  };

  return (
    <textarea
      ref={field}
      data-composer
      aria-label="Message"
      dir="auto"
      rows={1}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={onKeyDown}
      placeholder={placeholder}
      // On touch screens the keyboard would cover what the page has to say first.
      // biome-ignore lint/a11y/noAutofocus: on a page for writing, the caret belongs here
      autoFocus={autoFocus && !isTouch}
      enterKeyHint={isTouch ? 'enter' : 'send'}
      maxLength={100_000}
      className="block field-sizing-content max-h-[33dvh] min-h-13 w-full resize-none bg-transparent px-4.5 pt-3.5 pb-1.5 text-body outline-none scroll-quiet pointer-coarse:text-lead"
    />
  );
}
