import type { ReactNode } from 'react';
import { classNames } from '../ui/class-names';

type BadgeProps = {
  /** Its words are part of the name of what it lies on. */
  quiet?: boolean;
  className?: string;
  children: ReactNode;
};

/** A few words over a picture. */
export function Badge({ quiet, className, children }: BadgeProps) {
  return (
    <span
      aria-hidden={quiet}
      className={classNames(
        'flex h-6 max-w-full items-center gap-1 rounded-full bg-stage/75 px-2 text-caption text-stage-ink tabular-nums',
        className,
      )}
    >
      {children}
    </span>
  );
}
