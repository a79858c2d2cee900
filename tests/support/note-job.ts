import { z } from 'zod';
import type { JobKind } from '@/lib/platform/queue';

export const noteJob: JobKind<{ note: string }> = {
  name: 'test.note',
  data: z.object({ note: z.string() }),
  concurrency: 1,
  expireSeconds: 60,
  retryLimit: 1,
  retryDelaySeconds: 1,
};
