import { noteWorkerAlive, WORKER_BEAT_MS } from '@/lib/flows/check-health';
import { expireMedia } from '@/lib/flows/expire-media';
import { createCoverMaker } from '@/lib/flows/places/make-covers';
import { giveUpPreparing, prepareJob, prepareMedia, recoverPreparing } from '@/lib/flows/prepare-media';
import { createReaper } from '@/lib/flows/reap-runs';
import { recoverReservations } from '@/lib/flows/recover-reservations';
import { shareEngines } from '@/lib/flows/share-engines';
import { summariseBranch, summaryJob } from '@/lib/flows/summarise-branch';
import { sweepMedia } from '@/lib/flows/sweep-media';
import { expireConsents } from '@/lib/flows/tools/expire-consents';
import { jobKinds } from '@/lib/flows/tools/job-kinds';
import { moveLine, recoverJobs } from '@/lib/flows/tools/recover-jobs';
import { createLeftJobRemover } from '@/lib/flows/tools/remove-jobs-of';
import { giveUpJob, runJob } from '@/lib/flows/tools/run-job';
import {
  giveUpTranscribing,
  recoverTranscribing,
  transcribeJob,
  transcribeMedia,
} from '@/lib/flows/transcribe-media';
import { logger } from '@/lib/platform/logger';
import { closeSender, startQueue } from '@/lib/platform/queue';
import { repeat } from './repeat';

/** A dead process's answers are closed within this time of being noticed. */
const REAP_MS = 2_000;
/** How soon a file whose job was lost is taken up again. */
const RECOVER_MS = 15_000;
/** A question that nobody answered is closed within this time of its end. */
const EXPIRE_MS = 5_000;
/** A film that waited begins within this time of its turn. */
const LINE_MS = 1_000;
/** What a killed process set aside is given back within two minutes. */
const RELEASE_MS = 30_000;
/** A new conversation gets its cover within this time of its first answer, and what drawing takes. */
const COVER_MS = 4_000;
const STOP_GRACE_MS = 5_000;

async function main(): Promise<void> {
  const queue = await startQueue();
  await queue.schedule('media.expire', '47 * * * *', async () => void (await expireMedia()));
  await queue.schedule('media.sweep', '17 * * * *', () => sweepMedia());
  await queue.work(prepareJob, prepareMedia, giveUpPreparing);
  await queue.work(transcribeJob, transcribeMedia, giveUpTranscribing);
  for (const kind of jobKinds) await queue.work(kind, runJob, giveUpJob);
  // Without a summary the oldest messages are left out: nobody need know.
  await queue.work(summaryJob, summariseBranch, async () => {});
  const reapRuns = createReaper();
  const repeated = [
    repeat('reap runs', REAP_MS, async () => {
      const closed = await reapRuns();
      if (closed > 0) logger.info('closed abandoned answers', { closed });
    }),
    repeat('recover files', RECOVER_MS, recoverPreparing),
    repeat('recover transcripts', RECOVER_MS, recoverTranscribing),
    repeat('recover jobs', RECOVER_MS, recoverJobs),
    repeat('remove jobs of what was deleted', RECOVER_MS, createLeftJobRemover()),
    repeat('expire consents', EXPIRE_MS, expireConsents),
    repeat('move the line of films', LINE_MS, moveLine),
    repeat('recover reservations', RELEASE_MS, async () => {
      const released = await recoverReservations();
      if (released > 0) logger.info('gave back what was set aside', { released });
    }),
    repeat('make covers', COVER_MS, createCoverMaker()),
    repeat('worker heartbeat', WORKER_BEAT_MS, noteWorkerAlive),
    repeat('share engines', WORKER_BEAT_MS, () => shareEngines('worker')),
  ];
  logger.info('worker ready');

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    for (const task of repeated) task.stop();
    await queue
      .stop(STOP_GRACE_MS)
      .catch((error: unknown) => logger.warn('job queue did not stop', { error }));
    await closeSender();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}

main().catch((error: unknown) => {
  logger.error('worker could not start', { error });
  process.exit(1);
});
