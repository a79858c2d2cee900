'use client';

import { useEffect, useRef, useState } from 'react';
import { TextArea } from '../../ui/text-area';
import { problemOf, SaveNote } from './save-note';
import { usePreference } from './use-preference';

/** How long after the last letter it is saved. */
const PAUSE_MS = 1_200;
const MAX_LENGTH = 2_000;

type WordsFieldProps = { name: 'about' | 'instructions'; label: string; hint: string; placeholder: string };

/** Words that are saved when the person stops writing or goes on to something else. */
export function WordsField({ name, label, hint, placeholder }: WordsFieldProps) {
  const { value = '', save, state } = usePreference(name);
  const [text, setText] = useState(value);
  const saved = useRef(value);
  const commit = () => {
    const words = text.trim();
    if (words === saved.current.trim()) return;
    saved.current = words;
    void save(words === '' ? null : words);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the pause begins anew with each letter
  useEffect(() => {
    const timer = setTimeout(commit, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <TextArea
      label={label}
      hint={hint}
      placeholder={placeholder}
      value={text}
      maxLength={MAX_LENGTH}
      onChange={(event) => setText(event.target.value)}
      onBlur={commit}
      aside={<SaveNote state={state} />}
      error={problemOf(state)}
    />
  );
}
