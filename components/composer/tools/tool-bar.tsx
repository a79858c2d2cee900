'use client';

import { X } from 'lucide-react';
import type { ToolMode } from '@/lib/client';
import { iconOfTool } from '../../jobs/job-icon';
import { focusComposer } from '../../shell/focus-composer';
import { OptionsMenu } from './options-menu';
import { withoutSource } from './tool-modes';
import { optionsOf, sayPrice } from './tool-options';
import { useTools } from './use-tools';

type ToolBarProps = { mode: ToolMode; onChange(mode: ToolMode | null): void };

/** What the composer is set to make, with what can be chosen about it and its price. */
export default function ToolBar({ mode, onChange }: ToolBarProps) {
  const { tools } = useTools();
  const tool = tools?.tools.find(({ id }) => id === mode.tool);
  const options = tool && tools ? optionsOf(tool, tools) : [];
  const Icon = iconOfTool(mode.tool);
  const leave = () => {
    onChange(null);
    focusComposer();
  };
  const isMissing = tool && !tool.available;
  return (
    <div className="flex min-h-13 flex-wrap items-center gap-x-1.5 gap-y-1 px-3 pt-3">
      <span className="flex h-9 max-w-full items-center rounded-full bg-accent-soft ps-3 text-caption font-medium text-accent-text pointer-coarse:h-11">
        <Icon className="size-4 shrink-0" />
        <span className="truncate ps-2">{mode.name}</span>
        <button
          type="button"
          onClick={leave}
          aria-label={`Leave: ${mode.name}`}
          className="grid size-9 shrink-0 place-items-center rounded-full transition-colors hover:bg-hover pointer-coarse:size-11"
        >
          <X className="size-3.5" />
        </button>
      </span>
      {mode.source ? (
        <span className="relative size-9 shrink-0 pointer-coarse:size-11">
          <img
            src={mode.source.thumbnail_url ?? mode.source.url}
            alt="What it is made from"
            className="size-full rounded-small object-cover"
          />
          <button
            type="button"
            onClick={() => onChange(withoutSource(mode))}
            aria-label="Take another picture"
            className="absolute -end-1.5 -top-1.5 grid size-5 place-items-center rounded-full border border-line bg-surface text-muted shadow-raised after:absolute after:-inset-2.5 hover:text-ink"
          >
            <X className="size-3" />
          </button>
        </span>
      ) : null}
      {options.length > 0 ? (
        <OptionsMenu
          options={options}
          parameters={mode.parameters}
          onChange={(parameters) => onChange({ ...mode, parameters })}
        />
      ) : null}
      <span className="ms-auto pe-1.5 text-caption text-faint tabular-nums">
        {tool ? sayPrice(tool, mode.parameters) : null}
      </span>
      {isMissing ? <p className="w-full px-1.5 text-caption text-danger">{tool.reason}</p> : null}
    </div>
  );
}
