'use client';

import { useState } from 'react';
import { Field } from '../../ui/field';
import { toDollars, toMicros } from './dollars';
import { problemOf, SaveNote } from './save-note';
import { usePreference } from './use-preference';

/** From which price on the person is asked before something is made. `installed` is what holds without a choice. */
export function ConsentField({ installed }: { installed: number }) {
  const { value, save, state } = usePreference('consent_above_micros');
  const [text, setText] = useState(value === undefined ? '' : toDollars(value));
  const [problem, setProblem] = useState<string | null>(null);
  const commit = () => {
    const micros = text.trim() === '' ? null : toMicros(text);
    if (micros === undefined) return setProblem('Write an amount such as 0.05.');
    setProblem(null);
    if (micros !== (value ?? null)) void save(micros);
  };
  return (
    <Field
      label="Ask me before anything above, in US dollars"
      inputMode="decimal"
      placeholder={toDollars(installed)}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
      hint="You see the price first and say yes or no. Films always ask. Empty means as this installation has it."
      aside={<SaveNote state={state} />}
      error={problem ?? problemOf(state)}
      className="max-w-sm"
    />
  );
}
