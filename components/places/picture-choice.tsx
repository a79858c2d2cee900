'use client';

import type { ReactNode } from 'react';
import type { Asset } from '@/lib/contracts';
import { nameOfAsset } from '../media/describe-asset';
import { classNames } from '../ui/class-names';

type PictureChoiceProps = {
  label: string;
  pictures: Asset[];
  chosenId: string | null;
  onChoose(picture: Asset): void;
  disabled?: boolean;
  /** Before the pictures: a way to bring another. */
  first?: ReactNode;
};

/** Pictures in a row, one of which may be chosen. */
export function PictureChoice({ label, pictures, chosenId, onChoose, disabled, first }: PictureChoiceProps) {
  if (pictures.length === 0 && !first) return null;
  return (
    <fieldset className="min-w-0">
      <legend className="pb-1.5 text-caption font-medium">{label}</legend>
      <div className="-m-1 flex gap-2 overflow-x-auto p-1 scroll-quiet">
        {first}
        {pictures.map((picture) => (
          <button
            key={picture.id}
            type="button"
            disabled={disabled}
            aria-pressed={picture.id === chosenId}
            aria-label={nameOfAsset(picture)}
            onClick={() => onChoose(picture)}
            className={classNames(
              'size-16 shrink-0 overflow-hidden rounded-small transition-opacity disabled:opacity-50',
              picture.id === chosenId && 'outline-2 outline-offset-2 outline-accent',
            )}
          >
            <img src={picture.thumbnail_url ?? picture.url} alt="" className="size-full object-cover" />
          </button>
        ))}
      </div>
    </fieldset>
  );
}
