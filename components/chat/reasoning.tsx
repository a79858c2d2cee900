'use client';

import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Markdown } from '../markdown/markdown';
import { classNames } from '../ui/class-names';

/** How a model came to its answer, folded away. What is folded is not rendered. */
export function Reasoning({ text, growing }: { text: string; growing: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <section className="text-caption text-muted">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="-ms-2 flex h-8 items-center gap-1 rounded-small px-2 transition-colors hover:bg-hover hover:text-ink pointer-coarse:h-11"
      >
        <ChevronRight className={classNames('size-4 transition-transform', open && 'rotate-90')} />
        {growing ? 'Reasoning…' : 'Reasoning'}
      </button>
      {open ? (
        <div className="mt-1 animate-appear border-s-2 border-line ps-4">
          <Markdown text={text} growing={growing} />
        </div>
      ) : null}
    </section>
  );
}
