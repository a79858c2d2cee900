import { z } from 'zod';
import { idSchema, type ToolId } from '@/lib/contracts';
import { enqueue, type JobKind, openQueue } from '@/lib/platform/queue';
import type { Transaction } from '@/lib/platform/transaction';

const jobDataSchema = z.object({ jobId: idSchema, ownerId: idSchema });
export type JobData = z.infer<typeof jobDataSchema>;

const shared = {
  data: jobDataSchema,
  // A failure of the work ends the job; these are workers that died at it.
  retryLimit: 4,
  retryDelaySeconds: 1,
};

/** Made here or answered within seconds. */
export const quickJob: JobKind<JobData> = {
  ...shared,
  name: 'jobs.quick',
  concurrency: 4,
  expireSeconds: 5 * 60,
};

/** Waiting for a provider to draw, and our own decoding of what it drew: more at a time would only wait here. */
export const imageJob: JobKind<JobData> = {
  ...shared,
  name: 'jobs.image',
  concurrency: 4,
  expireSeconds: 10 * 60,
};

/** Asking a provider now and then. The limit of all workers together is kept where a job is taken. */
export const videoJob: JobKind<JobData> = {
  ...shared,
  name: 'jobs.video',
  concurrency: 2,
  // Above the time that a film may take by the configuration, with its way through the door.
  expireSeconds: 60 * 60,
};

export const jobKinds = [quickJob, imageJob, videoJob];

const kinds: Record<ToolId, JobKind<JobData>> = {
  generate_image: imageJob,
  edit_image: imageJob,
  generate_video: videoJob,
  speak: quickJob,
  make_file: quickJob,
  search_web: quickJob,
};

export const kindOf = (tool: string): JobKind<JobData> => kinds[tool as ToolId];

/** Opens the queue of a tool; before a transaction that puts something down there. */
export const openQueueOf = (tool: string): Promise<void> => openQueue(kindOf(tool));

/** Puts a job down for a worker, once while it waits or runs there. */
export async function enqueueJob(
  job: { id: string; owner_id: string; tool: string },
  tx?: Transaction,
): Promise<void> {
  const data = { jobId: job.id, ownerId: job.owner_id };
  await enqueue(kindOf(job.tool), data, { key: job.id, ...(tx && { tx }) });
}
