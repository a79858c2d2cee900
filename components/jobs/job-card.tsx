'use client';

import { useEffect, useRef } from 'react';
import { type Decision, useAsset, useDecideJob } from '@/lib/client/making';
import type { Job } from '@/lib/contracts';
import { announce } from '../ui/announcements';
import { ConsentCard } from './consent-card';
import { EndedJob } from './ended-job';
import { shapeOfJob } from './job-shape';
import { callJob, sayEnd } from './job-words';
import { WorkFrame } from './work-frame';
import { WorkRow } from './work-row';

/** One thing that is being made, from the question whether it may be to its end, in one place of the page. */
export function JobCard({ job }: { job: Job }) {
  const { deciding, decide } = useDecideJob(job);
  const card = useRef<HTMLDivElement>(null);
  const source = useAsset(job.source_ids[0] ?? null);
  const end = sayEnd(job);
  const shape = shapeOfJob(job, source);

  // The button that was pressed goes with the state it belonged to: the focus stays with the card.
  const decided = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the state is another one
  useEffect(() => {
    if (decided.current) card.current?.focus({ preventScroll: true });
    decided.current = false;
  }, [job.status]);

  const act = (decision: Decision) => {
    decided.current = true;
    decide(decision).catch((error: Error) => announce(error.message, 'danger'));
  };

  return (
    // No landmark: several of the same name may stand in a conversation.
    // biome-ignore lint/a11y/useSemanticElements: it groups what is said and done about one job, not form fields
    <div
      ref={card}
      role="group"
      tabIndex={-1}
      aria-label={callJob(job)}
      data-job={job.status}
      className="w-full rounded-medium outline-none"
    >
      {job.status === 'awaiting_consent' ? (
        <ConsentCard job={job} source={source} deciding={deciding} onDecide={act} />
      ) : end ? (
        <EndedJob job={job} sentence={end} isRetrying={deciding === 'retry'} onRetry={() => act('retry')} />
      ) : shape ? (
        <WorkFrame
          job={job}
          shape={shape}
          isCancelling={deciding === 'cancel'}
          onCancel={() => act('cancel')}
        />
      ) : (
        <WorkRow job={job} isCancelling={deciding === 'cancel'} onCancel={() => act('cancel')} />
      )}
    </div>
  );
}
