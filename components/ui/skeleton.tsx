import { classNames } from './class-names';

/** A grey shape where content will be. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classNames('block animate-breathe rounded-small bg-bubble', className)}
    />
  );
}
