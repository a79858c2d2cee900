import type { Job } from '@/lib/contracts';
import { CancelJob } from './cancel-job';
import { iconOfTool } from './job-icon';
import type { JobShape } from './job-shape';
import { sayQuote, sayWork } from './job-words';
import { NotifyMe } from './notify-me';
import { WorkBar } from './work-bar';

type WorkFrameProps = { job: Job; shape: JobShape; isCancelling: boolean; onCancel(): void };

/** The room of a picture or a film that is on its way, and how far it is. */
export function WorkFrame({ job, shape, isCancelling, onCancel }: WorkFrameProps) {
  const Icon = iconOfTool(job.tool);
  const percent = job.progress === null ? null : `${Math.round(job.progress * 100)}%`;
  const isLong = job.tool === 'generate_video';
  const approved = job.consent?.decision === 'approved' ? `Approved · ${sayQuote(job.quote_micros)}` : null;
  return (
    <div
      className="w-full overflow-hidden rounded-medium border border-line bg-surface"
      style={{ maxWidth: shape.maxWidthPx }}
    >
      <div className="relative bg-bubble" style={{ aspectRatio: shape.ratio }}>
        <div className="absolute inset-0 flex flex-col items-center justify-center gap-1 p-5 text-center">
          <Icon className="mb-2 size-6 animate-breathe text-accent-text" strokeWidth={1.5} />
          <p dir="auto" className="line-clamp-2 max-w-80 text-body font-medium text-balance">
            {job.title}
          </p>
          <p className="max-w-80 text-caption text-balance text-muted tabular-nums">
            {[sayWork(job), percent].filter(Boolean).join(' · ')}
          </p>
          <div className="mt-3 w-40 max-w-full">
            <WorkBar progress={job.progress} label={job.title} />
          </div>
        </div>
        {shape.hasControls ? null : (
          <div className="absolute end-1.5 top-1.5">
            <CancelJob isCancelling={isCancelling} onCancel={onCancel} />
          </div>
        )}
      </div>
      {shape.hasControls ? (
        <div className="flex h-11 items-center gap-1 ps-3.5 pe-1.5 pointer-coarse:h-13">
          <span className="min-w-0 flex-1 truncate text-caption text-faint">{approved}</span>
          {isLong ? <NotifyMe /> : null}
          <CancelJob isCancelling={isCancelling} onCancel={onCancel} />
        </div>
      ) : null}
    </div>
  );
}
