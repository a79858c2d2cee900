'use client';

import { ArrowDown, ArrowUp, Film, X } from 'lucide-react';
import type { Asset } from '@/lib/contracts';
import { sayState, stateOfAsset, variantOf } from '../media/describe-asset';
import { IconButton } from '../ui/icon-button';

type FilmListProps = { films: Asset[]; disabled: boolean; onChange(ids: string[]): void };

/** The films of a background in the order in which they play. */
export function FilmList({ films, disabled, onChange }: FilmListProps) {
  const ids = films.map(({ id }) => id);
  const move = (from: number, to: number) => {
    const next = [...ids];
    const [moved] = next.splice(from, 1);
    if (moved) next.splice(to, 0, moved);
    onChange(next);
  };
  return (
    <ol aria-label="Films" className="divide-y divide-line rounded-medium border border-line">
      {films.map((film, index) => {
        const poster = variantOf(film, 'poster')?.url ?? film.thumbnail_url;
        const name = `Film ${index + 1}`;
        return (
          <li key={film.id} className="flex items-center gap-3 p-2 ps-2.5">
            <span className="grid h-11 w-18 shrink-0 place-items-center overflow-hidden rounded-small bg-stage text-stage-ink">
              {poster ? (
                <img src={poster} alt="" className="size-full object-cover" />
              ) : (
                <Film className="size-4" />
              )}
            </span>
            <span className="min-w-0 flex-1">
              <span className="block text-body">{name}</span>
              <span className="block truncate text-caption text-muted">
                {sayState(stateOfAsset(film)) ?? film.generation?.prompt ?? film.filename ?? 'Ready'}
              </span>
            </span>
            <IconButton
              label={`Play ${name} earlier`}
              size="small"
              disabled={disabled || index === 0}
              onClick={() => move(index, index - 1)}
            >
              <ArrowUp className="size-4" />
            </IconButton>
            <IconButton
              label={`Play ${name} later`}
              size="small"
              disabled={disabled || index === films.length - 1}
              onClick={() => move(index, index + 1)}
            >
              <ArrowDown className="size-4" />
            </IconButton>
            <IconButton
              label={`Remove ${name}`}
              size="small"
              disabled={disabled}
              onClick={() => onChange(ids.filter((id) => id !== film.id))}
            >
              <X className="size-4" />
            </IconButton>
          </li>
        );
      })}
    </ol>
  );
}
