'use client';

import { useCallback, useState } from 'react';
import { useActions, usePerson } from '@/lib/client';
import type { ChangePreferencesBody, Preferences } from '@/lib/contracts';

export type SaveState = { status: 'idle' | 'saving' | 'saved' } | { status: 'failed'; message: string };

/** One preference: its value, and a way to change it that tells what became of it. */
export function usePreference<Name extends keyof Preferences>(name: Name) {
  const { preferences } = usePerson();
  const actions = useActions();
  const [state, setState] = useState<SaveState>({ status: 'idle' });
  const save = useCallback(
    async (value: ChangePreferencesBody[Name]) => {
      setState({ status: 'saving' });
      try {
        await actions.changePreferences({ [name]: value } as ChangePreferencesBody);
        setState({ status: 'saved' });
      } catch (error) {
        setState({ status: 'failed', message: (error as Error).message });
      }
    },
    [actions, name],
  );
  return { value: preferences[name], save, state };
}
