'use client';

import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { controlClass, Labelled } from './labelled';

type SelectProps<T extends string> = {
  label: string;
  value: T;
  options: { value: T; label: string }[];
  onChange(value: T): void;
  hint?: ReactNode;
  error?: string | null | undefined;
  aside?: ReactNode;
  disabled?: boolean;
  className?: string;
};

/** One choice out of many: the platform's own list, which every phone and screen reader knows. */
export function Select<T extends string>(props: SelectProps<T>) {
  const { label, value, options, onChange, hint, error, aside, disabled, className } = props;
  return (
    <Labelled label={label} hint={hint} error={error} aside={aside} {...(className && { className })}>
      {(control) => (
        <div className="relative">
          <select
            {...control}
            value={value}
            disabled={disabled}
            onChange={(event) => onChange(event.target.value as T)}
            className={classNames('h-11 appearance-none truncate pe-10', controlClass(error))}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown className="pointer-events-none absolute inset-y-0 end-3.5 my-auto size-4 text-muted" />
        </div>
      )}
    </Labelled>
  );
}
