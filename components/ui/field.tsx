'use client';

import { type ComponentProps, type ReactNode, useId } from 'react';
import { classNames } from './class-names';

type FieldProps = Omit<ComponentProps<'input'>, 'id'> & {
  label: string;
  hint?: ReactNode;
  error?: string | null;
  /** A control inside the field, at its end. */
  end?: ReactNode;
};

/** A labelled text field with its hint and its error, tied together for assistive technology. */
export function Field({ label, hint, error, end, className, ...rest }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className={classNames('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-caption font-medium text-ink">
        {label}
      </label>
      <div className="relative">
        <input
          id={id}
          {...rest}
          aria-invalid={error ? true : undefined}
          aria-describedby={note ? noteId : undefined}
          className={classNames(
            'h-11 w-full rounded-medium border bg-surface px-3.5 text-body text-ink transition-colors pointer-coarse:text-lead',
            'focus:border-accent focus:outline-2 focus:-outline-offset-1 focus:outline-accent',
            error ? 'border-danger' : 'border-edge',
            end ? 'pe-12' : null,
          )}
        />
        {end ? <div className="absolute inset-y-0 end-1 flex items-center">{end}</div> : null}
      </div>
      {note ? (
        <p id={noteId} className={classNames('text-caption', error ? 'text-danger' : 'text-muted')}>
          {note}
        </p>
      ) : null}
    </div>
  );
}
