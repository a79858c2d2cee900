'use client';

import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';
import { controlClass, Labelled } from './labelled';

type FieldProps = Omit<ComponentProps<'input'>, 'id'> & {
  label: string;
  hint?: ReactNode;
  error?: string | null;
  aside?: ReactNode;
  /** A control inside the field, at its end. */
  end?: ReactNode;
};

/** A labelled text field. */
export function Field({ label, hint, error, aside, end, className, ...rest }: FieldProps) {
  return (
    <Labelled label={label} hint={hint} error={error} aside={aside} {...(className && { className })}>
      {(control) => (
        <div className="relative">
          <input
            {...control}
            {...rest}
            className={classNames('h-11', controlClass(error), end ? 'pe-12' : null)}
          />
          {end ? <div className="absolute inset-y-0 end-1 flex items-center">{end}</div> : null}
        </div>
      )}
    </Labelled>
  );
}
