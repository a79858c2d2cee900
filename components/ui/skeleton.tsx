import { classNames } from './class-names';

/**
 * A grey shape where content will be. Several of one thing stand in something that breathes itself: then they breathe
 * as one. `still`: of what nobody waits for yet.
 */
export function Skeleton({ className, still = false }: { className?: string; still?: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={classNames('block rounded-small bg-bubble', !still && 'animate-breathe', className)}
    />
  );
}
