import { classNames } from '../ui/class-names';

/** A name on one line, cut at its own end: names written from the right stay beside their sign all the same. */
export function AssetName({ name, className }: { name: string; className?: string }) {
  return (
    <span className={classNames('flex min-w-0', className)}>
      <span dir="auto" className="truncate">
        {name}
      </span>
    </span>
  );
}
