'use client';

import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';
import { controlClass, Labelled } from './labelled';

type TextAreaProps = Omit<ComponentProps<'textarea'>, 'id'> & {
  label: string;
  hint?: ReactNode;
  error?: string | null | undefined;
  aside?: ReactNode;
};

/** A labelled field for several lines; it grows with them. */
export function TextArea({ label, hint, error, aside, className, ...rest }: TextAreaProps) {
  return (
    <Labelled label={label} hint={hint} error={error} aside={aside} {...(className && { className })}>
      {(control) => (
        <textarea
          dir="auto"
          rows={3}
          {...control}
          {...rest}
          className={classNames(
            'field-sizing-content max-h-72 min-h-20 resize-none py-2.5',
            controlClass(error),
          )}
        />
      )}
    </Labelled>
  );
}
