import { Skeleton } from '../ui/skeleton';

/** The shape of a conversation while it is loaded. */
export function ThreadSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading the conversation"
      className="flex min-h-0 flex-1 flex-col justify-end overflow-hidden pad-safe-x"
    >
      <div className="mx-auto flex w-full max-w-reading animate-breathe flex-col gap-10 pb-10">
        <Skeleton className="h-11 w-3/5 self-end rounded-large" />
        <div className="flex flex-col gap-3">
          <Skeleton className="h-4 w-11/12" />
          <Skeleton className="h-4 w-full" />
          <Skeleton className="h-4 w-2/3" />
        </div>
        <Skeleton className="h-11 w-2/5 self-end rounded-large" />
        <div className="flex flex-col gap-3">
          <Skeleton className="h-4 w-full" />
          <Skeleton className="h-4 w-4/5" />
        </div>
      </div>
    </div>
  );
}
