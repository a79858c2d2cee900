'use client';

import { X } from 'lucide-react';
import { Field } from '../../ui/field';
import { IconButton } from '../../ui/icon-button';
import { toDollars } from '../preferences/dollars';
import type { BudgetLine } from './budget-lines';

type BudgetRowProps = {
  line: BudgetLine;
  name: string;
  onChange(part: Partial<BudgetLine>): void;
  onRemove?: (() => void) | undefined;
};

/** The limits of one, for a day and for a month. */
export function BudgetRow({ line, name, onChange, onRemove }: BudgetRowProps) {
  const field = (period: 'day' | 'month', label: string) => {
    const standard = line.standard[period];
    return (
      <Field
        label={label}
        aria-label={`${name}, ${label.toLowerCase()}`}
        inputMode="decimal"
        placeholder={standard === undefined ? 'No limit' : toDollars(standard)}
        value={line[period]}
        onChange={(event) => onChange({ [period]: event.target.value })}
        className="w-28 max-sm:w-auto max-sm:flex-1"
      />
    );
  };
  return (
    <li className="flex flex-wrap items-end gap-x-3 gap-y-2 px-3.5 py-3">
      <p dir="auto" className="min-w-40 flex-1 self-center text-body wrap-anywhere max-sm:basis-full">
        {name}
      </p>
      {field('day', 'A day')}
      {field('month', 'A month')}
      <span className="grid size-11 place-items-center max-sm:empty:hidden">
        {onRemove ? (
          <IconButton label={`Remove the budget of ${name}`} onClick={onRemove}>
            <X className="size-4" />
          </IconButton>
        ) : null}
      </span>
    </li>
  );
}
