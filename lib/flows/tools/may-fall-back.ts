import type { JobRow } from '@/lib/generation';

/** Of what a person agreed to, who makes it at which price is a part: nobody steps in. */
export const mayFallBack = (job: JobRow): boolean => job.decided_at === null;
