import type { Job } from '@/lib/contracts';
import { classNames } from '../ui/class-names';
import { CancelJob } from './cancel-job';
import { iconOfTool } from './job-icon';
import { sayWork } from './job-words';
import { WorkBar } from './work-bar';

type WorkRowProps = { job: Job; isCancelling: boolean; onCancel(): void };

/** As high as the card of what comes of it, so that nothing moves. */
const heights = { speak: 'h-19', make_file: 'h-20' } as const;

/** Something that is being made and is not looked at: a recording, a file, a search. */
export function WorkRow({ job, isCancelling, onCancel }: WorkRowProps) {
  const Icon = iconOfTool(job.tool);
  const height = heights[job.tool as keyof typeof heights] ?? 'min-h-14';
  return (
    <div
      className={classNames(
        'flex w-full max-w-100 items-center gap-3 rounded-large border border-line bg-surface ps-4 pe-2',
        height,
      )}
    >
      <span className="grid size-10 shrink-0 place-items-center rounded-small bg-bubble text-muted">
        <Icon
          className={classNames('size-5', job.status === 'running' && 'animate-breathe text-accent-text')}
        />
      </span>
      <div className="min-w-0 flex-1">
        <span dir="auto" className="block truncate text-caption font-medium">
          {job.title}
        </span>
        <span className="block truncate text-caption text-muted">{sayWork(job)}</span>
        {job.progress === null ? null : (
          <div className="pt-1.5">
            <WorkBar progress={job.progress} label={job.title} />
          </div>
        )}
      </div>
      <CancelJob isCancelling={isCancelling} onCancel={onCancel} />
    </div>
  );
}
