import type { Citation, TrailStep } from '@/lib/contracts';
import type { JobCost } from './job-charge';

/** A file as it came from whoever made it. */
export type MadeFile = {
  mediaType: string;
  body: Uint8Array | ReadableStream<Uint8Array>;
  filename: string | null;
  /** As it was rewritten, where it was. */
  prompt: string | null;
};

/** What came of a job's work, before anything of it is kept. */
export type Made = JobCost & {
  files: MadeFile[];
  text?: string;
  citations?: Citation[];
  model: { id: string; name: string };
  trail: TrailStep[];
};
