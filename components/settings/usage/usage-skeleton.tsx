import { Skeleton } from '../../ui/skeleton';

/** The shape of the page before its figures are there. */
export function UsageSkeleton() {
  return (
    <div aria-hidden="true" className="mt-6 flex animate-breathe flex-col gap-8">
      <div className="grid grid-cols-3 gap-4">
        {[0, 1, 2].map((cell) => (
          <div key={cell}>
            <Skeleton className="h-4 w-16" />
            <Skeleton className="mt-2 h-8 w-20" />
          </div>
        ))}
      </div>
      <div className="flex h-44 items-end gap-1.5 ps-14">
        {[30, 55, 20, 70, 45, 90, 35, 60, 25, 75, 50, 40].map((height) => (
          <span key={height} className="flex-1" style={{ height: `${height}%` }}>
            <Skeleton className="h-full w-full" />
          </span>
        ))}
      </div>
      <div className="flex flex-col gap-3">
        {[0, 1, 2].map((row) => (
          <Skeleton key={row} className="h-11 w-full" />
        ))}
      </div>
    </div>
  );
}
