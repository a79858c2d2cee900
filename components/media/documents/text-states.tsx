import { Button } from '../../ui/button';
import { Skeleton } from '../../ui/skeleton';

const widths = ['w-11/12', 'w-full', 'w-10/12', 'w-full', 'w-7/12', 'w-full', 'w-9/12'];

/** Lines where text will be. */
export function TextSkeleton() {
  return (
    <div role="status" aria-label="Loading the text" className="flex animate-breathe flex-col gap-3 py-2">
      {widths.map((width, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they never change
        <Skeleton key={line} className={`h-3.5 ${width}`} />
      ))}
    </div>
  );
}

export function TextFailed({ words, onAgain }: { words: string; onAgain(): void }) {
  return (
    <div role="alert" className="flex flex-col items-start gap-3 py-2 text-body text-muted">
      <p>{words}</p>
      <Button size="small" onClick={onAgain}>
        Try again
      </Button>
    </div>
  );
}

/** One quiet line about what is not there. */
export const TextNote = ({ children }: { children: string }) => (
  <p className="py-3 text-caption text-pretty text-muted">{children}</p>
);
