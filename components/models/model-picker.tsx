'use client';

import { ChevronDown } from 'lucide-react';
import { menuOnDemand } from '../ui/menu-on-demand';
import { useModelName } from './use-model-name';

export type ModelPickerProps = { value: string; onChange(modelId: string): void };

const OnDemand = menuOnDemand<ModelPickerProps>(() => import('./model-picker-items'));

/** Which model answers, at a glance, and the choice of another. */
export function ModelPicker({ value, onChange }: ModelPickerProps) {
  const name = useModelName()(value);
  return (
    <OnDemand
      value={value}
      onChange={onChange}
      trigger={
        <button
          type="button"
          aria-label={`Model: ${name}`}
          className="flex h-9 min-w-0 items-center gap-1.5 rounded-full px-3 text-caption text-muted transition-colors hover:bg-hover hover:text-ink data-[state=open]:bg-hover pointer-coarse:h-11"
        >
          <span className="truncate">{name}</span>
          <ChevronDown className="size-3.5 shrink-0" />
        </button>
      }
    />
  );
}
