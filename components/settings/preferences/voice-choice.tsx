'use client';

import { useEffect, useState } from 'react';
import { request } from '@/lib/client';
import type { ToolList } from '@/lib/contracts';
import { Select } from '../../ui/select';
import { problemOf, SaveNote } from './save-note';
import { usePreference } from './use-preference';

const BROWSER = { value: 'browser', label: 'The voice of this device' };

/** Who reads aloud: the device, which costs nothing, or one of the engines of this installation. */
export function VoiceChoice() {
  const { value = 'browser', save, state } = usePreference('voice');
  const [engines, setEngines] = useState<{ value: string; label: string }[]>([]);
  useEffect(() => {
    const controller = new AbortController();
    request('/api/tools', { signal: controller.signal })
      .then((response) => response.json())
      .then((list: ToolList) => {
        const models = list.tools.find(({ id }) => id === 'speak')?.models ?? [];
        setEngines(models.map(({ id, name }) => ({ value: id, label: name })));
      })
      // Without an answer the choice that was made stays in sight.
      .catch(() => undefined);
    return () => controller.abort();
  }, []);
  const known = engines.some((engine) => engine.value === value) || value === 'browser';
  return (
    <Select
      label="Voice"
      value={value}
      options={[BROWSER, ...engines, ...(known ? [] : [{ value, label: value }])]}
      onChange={(voice) => void save(voice === 'browser' ? null : voice)}
      hint="Answers are read only when you ask. An engine may cost something; the device does not."
      aside={<SaveNote state={state} />}
      error={problemOf(state)}
      className="max-w-sm"
    />
  );
}
