import { TriangleAlert } from 'lucide-react';
import type { Job } from '@/lib/contracts';
import { Button } from '../ui/button';

type EndedJobProps = { job: Job; sentence: string; isRetrying: boolean; onRetry(): void };

/** What came of a job that made nothing: one line, with a way to try again after a failure. */
export function EndedJob({ job, sentence, isRetrying, onRetry }: EndedJobProps) {
  if (job.status !== 'failed')
    return (
      <p dir="auto" className="text-caption text-muted">
        {sentence}
      </p>
    );
  const canRetry = job.error?.retryable ?? true;
  return (
    <div className="flex w-fit max-w-full items-center gap-3 rounded-medium bg-bubble py-1.5 ps-3.5 pe-1.5 text-caption text-muted">
      <TriangleAlert className="size-4 shrink-0" />
      <p dir="auto" className={`min-w-0 flex-1 py-1 ${canRetry ? '' : 'pe-2'}`}>
        <span className="font-medium text-ink">{job.title}</span>
        <span className="block">{sentence}</span>
      </p>
      {canRetry ? (
        <Button size="small" busy={isRetrying} onClick={onRetry}>
          Try again
        </Button>
      ) : null}
    </div>
  );
}
