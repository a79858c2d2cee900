import type { JobStatus } from '@/lib/contracts';

/** States of what waits or runs. */
export const openStatuses = ['awaiting_consent', 'queued', 'running'] as const satisfies JobStatus[];

export const isOpenJob = ({ status }: { status: string }): boolean =>
  (openStatuses as readonly string[]).includes(status);
