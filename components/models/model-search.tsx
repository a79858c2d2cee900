'use client';

import { Check, Search } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import type { Model } from '@/lib/contracts';
import { classNames } from '../ui/class-names';
import { findModels, groupModels } from './group-models';
import { ModelRow } from './model-row';

type ModelSearchProps = {
  models: readonly Model[];
  value: string;
  onChange(modelId: string): void;
  trigger: ReactNode;
  openAtOnce: boolean;
};

/** Also where it stands far down, and then not at the very edge. */
const showAtOnce = (row: HTMLElement | null) => row?.scrollIntoView({ block: 'center' });

/** The choice of a model out of many: a field that finds them, and the list under the arrow keys. */
export function ModelSearch({ models, value, onChange, trigger, openAtOnce }: ModelSearchProps) {
  const [isOpen, setOpen] = useState(openAtOnce);
  const [words, setWords] = useState('');
  const found = groupModels(findModels(models, words));
  const rows = found.flatMap((group) => group.models);
  const [activeId, setActiveId] = useState(value);
  const active = rows.find(({ id }) => id === activeId) ?? rows[0];
  const listId = useId();
  const idOf = (model: Model) => `${listId}-${model.id}`;

  /** Whenever it opens, all are there and the chosen one is in view. */
  const open = (next: boolean) => {
    setOpen(next);
    setWords('');
    setActiveId(value);
  };
  const choose = (model: Model | undefined) => {
    if (!model) return;
    onChange(model.id);
    open(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = active ? rows.indexOf(active) : -1;
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: rows.length - 1,
    };
    const to = steps[event.key];
    if (event.key === 'Enter') choose(active);
    else if (to === undefined) return;
    else {
      const next = rows[(to + rows.length) % rows.length];
      if (next) {
        setActiveId(next.id);
        document.getElementById(idOf(next))?.scrollIntoView({ block: 'nearest' });
      }
    }
    event.preventDefault();
  };

  return (
    <Popover.Root open={isOpen} onOpenChange={open}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label="Model"
          side="top"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex max-h-[min(32rem,var(--radix-popover-content-available-height))] w-96 max-w-[calc(100vw-16px)] animate-unfold flex-col overflow-hidden rounded-medium border border-line bg-surface shadow-float"
        >
          <label className="flex h-12 shrink-0 items-center gap-2.5 border-b border-line px-3.5 text-muted">
            <Search className="size-4 shrink-0" />
            <span className="sr-only">Find a model</span>
            <input
              value={words}
              onChange={(event) => setWords(event.target.value)}
              onKeyDown={onKeyDown}
              placeholder="Find a model"
              role="combobox"
              aria-expanded="true"
              aria-controls={listId}
              aria-activedescendant={active ? idOf(active) : undefined}
              className="h-full min-w-0 flex-1 bg-transparent text-body text-ink outline-none pointer-coarse:text-lead"
            />
          </label>
          <div
            id={listId}
            role="listbox"
            aria-label="Models"
            tabIndex={-1}
            className="min-h-0 overflow-y-auto p-1 scroll-quiet"
          >
            {found.map((group) => (
              // biome-ignore lint/a11y/useSemanticElements: the groups of a list of options are no fieldsets
              <div key={group.provider} role="group" aria-label={group.name}>
                <p aria-hidden="true" className="px-2.5 pt-2.5 pb-1 text-caption font-medium text-faint">
                  {group.name}
                </p>
                {group.models.map((model) => (
                  <div
                    key={model.id}
                    id={idOf(model)}
                    ref={model.id === value ? showAtOnce : undefined}
                    role="option"
                    tabIndex={-1}
                    aria-selected={model.id === value}
                    onClick={() => choose(model)}
                    onKeyDown={onKeyDown}
                    onPointerMove={() => setActiveId(model.id)}
                    className={classNames(
                      'flex cursor-pointer items-start gap-2.5 rounded-small px-2.5 py-2',
                      model === active && 'bg-hover',
                    )}
                  >
                    <span className="min-w-0 flex-1">
                      <ModelRow model={model} />
                    </span>
                    <Check
                      className={classNames(
                        'mt-1 size-4 shrink-0 text-accent-text',
                        model.id !== value && 'invisible',
                      )}
                    />
                  </div>
                ))}
              </div>
            ))}
            {rows.length === 0 ? (
              <p role="status" className="px-2.5 py-6 text-center text-caption text-muted">
                No model is called that.
              </p>
            ) : null}
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
