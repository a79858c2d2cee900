import type { ReactNode } from 'react';
import { classNames } from '../ui/class-names';

/** A few words over a picture. */
export function Badge({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <span
      className={classNames(
        'flex h-6 max-w-full items-center gap-1 rounded-full bg-stage/75 px-2 text-caption text-stage-ink tabular-nums',
        className,
      )}
    >
      {children}
    </span>
  );
}
