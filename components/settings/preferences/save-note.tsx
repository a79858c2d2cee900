import { Check } from 'lucide-react';
import type { SaveState } from './use-preference';

/** What became of a change, beside the label of what was changed. */
export function SaveNote({ state }: { state: SaveState }) {
  return (
    <span role="status" className="text-caption text-muted">
      {state.status === 'saving' ? 'Saving…' : null}
      {state.status === 'saved' ? (
        <span className="inline-flex animate-appear items-center gap-1">
          <Check className="size-3.5 text-accent-text" /> Saved
        </span>
      ) : null}
    </span>
  );
}

export const problemOf = (state: SaveState) => (state.status === 'failed' ? state.message : null);
