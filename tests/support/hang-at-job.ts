import { startQueue } from '@/lib/platform/queue';
import { noteJob } from './note-job';

/* A worker that takes a job and never ends it, for tests that kill it. */
const queue = await startQueue();
await queue.work(
  noteJob,
  async ({ note }) => {
    process.stdout.write(`begun ${note}\n`);
    await new Promise(() => {});
  },
  async () => {},
);
