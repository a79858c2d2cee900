'use client';

import { SlidersHorizontal } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useId } from 'react';
import type { Option } from './tool-options';
import { sayChosen } from './tool-options';

type Parameters = Record<string, unknown>;
type OptionsMenuProps = { options: Option[]; parameters: Parameters; onChange(parameters: Parameters): void };

/** The few things that can be chosen about what is made, behind one button that says what is chosen. */
export function OptionsMenu({ options, parameters, onChange }: OptionsMenuProps) {
  const chosen = sayChosen(options, parameters);
  const choose = (name: string, value: string | number | null) => {
    const { [name]: _before, ...rest } = parameters;
    onChange(value === null ? rest : { ...rest, [name]: value });
  };
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <button
          type="button"
          aria-label={chosen ? `Options: ${chosen}` : 'Options'}
          className="flex h-9 min-w-0 items-center gap-2 rounded-full px-3 text-caption text-muted transition-colors hover:bg-hover hover:text-ink data-[state=open]:bg-hover pointer-coarse:h-11"
        >
          <SlidersHorizontal className="size-4 shrink-0" />
          <span className="truncate">{chosen || 'Options'}</span>
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          side="top"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Options"
          className="z-50 flex max-h-(--radix-popover-content-available-height) w-88 max-w-[calc(100vw-16px)] animate-unfold flex-col gap-4 overflow-y-auto rounded-medium border border-line bg-surface p-4 shadow-float outline-none"
        >
          {options.map((option) => (
            <Choices
              key={option.name}
              option={option}
              value={(parameters[option.name] as string | number | undefined) ?? null}
              onChoose={(value) => choose(option.name, value)}
            />
          ))}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

type ChoicesProps = {
  option: Option;
  value: string | number | null;
  onChoose(value: string | number | null): void;
};

/** One choice out of a few. Native radio buttons underneath: arrow keys work. */
function Choices({ option, value, onChoose }: ChoicesProps) {
  const name = useId();
  const hasNotes = option.choices.some(({ note }) => note);
  return (
    <fieldset>
      <legend className="pb-1.5 text-caption font-medium text-muted">{option.label}</legend>
      <div className={hasNotes ? 'flex flex-col gap-1' : 'flex flex-wrap gap-1.5'}>
        {option.choices.map((choice) => (
          <label
            key={choice.label}
            className="flex min-h-9 cursor-pointer items-center gap-3 rounded-small border border-line px-3 py-1 text-caption transition-colors select-none hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent-text has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:min-h-11"
          >
            <input
              type="radio"
              name={name}
              checked={choice.value === value}
              onChange={() => onChoose(choice.value)}
              className="sr-only"
            />
            <span className="min-w-0 flex-1">{choice.label}</span>
            {choice.note ? <span className="text-muted tabular-nums">{choice.note}</span> : null}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
