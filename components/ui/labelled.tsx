'use client';

import { type ReactNode, useId } from 'react';
import { classNames } from './class-names';

type LabelledProps = {
  label: string;
  hint?: ReactNode;
  error?: string | null | undefined;
  /** At the end of the label's line: what became of it. */
  aside?: ReactNode;
  className?: string;
  children(control: {
    id: string;
    'aria-invalid': true | undefined;
    'aria-describedby': string | undefined;
  }): ReactNode;
};

/** A control with its label, hint and error, tied together for assistive technology. */
export function Labelled({ label, hint, error, aside, className, children }: LabelledProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className={classNames('flex flex-col gap-1.5', className)}>
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="text-caption font-medium text-ink">
          {label}
        </label>
        {aside}
      </div>
      {children({
        id,
        'aria-invalid': error ? true : undefined,
        'aria-describedby': note ? noteId : undefined,
      })}
      {note ? (
        <p id={noteId} className={classNames('text-caption', error ? 'text-danger' : 'text-muted')}>
          {note}
        </p>
      ) : null}
    </div>
  );
}

/** How anything looks that one writes or chooses in. */
export const controlClass = (error: unknown) =>
  classNames(
    'w-full rounded-medium border bg-surface px-3.5 text-body text-ink transition-colors pointer-coarse:text-lead',
    'focus:border-accent focus:outline-2 focus:-outline-offset-1 focus:outline-accent',
    error ? 'border-danger' : 'border-edge',
  );
