import type { z } from 'zod';

/** A kind of durable job: what its data looks like, and how its queue treats it. */
export type JobKind<T extends object = object> = {
  name: string;
  data: z.ZodType<T>;
  /** How many run at a time in one worker. */
  concurrency: number;
  /** After so long a job counts as hanging, is aborted and tried again. */
  expireSeconds: number;
  /** How often a job is taken up again whose worker died or was stopped; then it goes to `<name>.dead`. */
  retryLimit: number;
  retryDelaySeconds: number;
};

export type JobContext = {
  /** Aborted when the worker stops, when the job hangs, and when another worker took it over. */
  signal: AbortSignal;
};

/** Throwing lets the queue try again. */
export type JobHandler<T extends object> = (data: T, context: JobContext) => Promise<void>;
