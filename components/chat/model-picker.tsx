'use client';

import { ChevronDown } from 'lucide-react';
import { useModels } from '@/lib/client';
import { menuOnDemand } from '../ui/menu-on-demand';
import { nameOfModel } from './model-name';

export type ModelPickerProps = { value: string; onChange(modelId: string): void };

const OnDemand = menuOnDemand<ModelPickerProps>(() => import('./model-picker-items'));

/** Which model answers, at a glance, and the choice of another. */
export function ModelPicker({ value, onChange }: ModelPickerProps) {
  const { models } = useModels();
  const model = models.find((candidate) => candidate.id === value);
  const name = model ? nameOfModel(model) : value;
  return (
    <OnDemand
      value={value}
      onChange={onChange}
      trigger={
        <button
          type="button"
          aria-label={`Model: ${name}`}
          className="flex h-9 min-w-0 items-center gap-1.5 rounded-full px-3 text-caption text-muted transition-colors hover:bg-hover hover:text-ink aria-expanded:bg-hover pointer-coarse:h-11"
        >
          <span className="truncate">{name}</span>
          <ChevronDown className="size-3.5 shrink-0" />
        </button>
      }
    />
  );
}
