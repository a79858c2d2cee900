'use client';

import { Select } from '../../ui/select';
import { useIsHydrated } from '../../ui/use-is-hydrated';
import { listLanguages } from './languages';
import { problemOf, SaveNote } from './save-note';
import { usePreference } from './use-preference';
import { WordsField } from './words-field';

/** What models are told about the person with each question. */
export function AboutYou() {
  return (
    <div className="flex flex-col gap-5">
      <WordsField
        name="about"
        label="About you"
        hint="Models are told this with each question. Leave out what they need not know."
        placeholder="I teach chemistry, live in Athens and cook without meat."
      />
      <WordsField
        name="instructions"
        label="How they should answer"
        hint="Tone, length, what to avoid."
        placeholder="Short answers first, then the details. Metric units."
      />
      <LanguageChoice />
    </div>
  );
}

function LanguageChoice() {
  const { value, save, state } = usePreference('language');
  // The names of languages come from the browser, which has others than the server.
  const hydrated = useIsHydrated();
  const options = [
    { value: '', label: 'The language you write in' },
    ...(hydrated ? listLanguages(value) : value ? [{ value, label: value }] : []),
  ];
  return (
    <Select
      label="Language of the answers"
      value={value ?? ''}
      options={options}
      onChange={(tag) => void save(tag === '' ? null : tag)}
      aside={<SaveNote state={state} />}
      error={problemOf(state)}
      className="max-w-sm"
    />
  );
}
