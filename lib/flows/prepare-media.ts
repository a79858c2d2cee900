import { z } from 'zod';
import { idSchema } from '@/lib/contracts';
import { failAbandoned, listProcessing, type PreparePort, prepareAsset } from '@/lib/media';
import { findTranscriptionModel } from '@/lib/models';
import { logger } from '@/lib/platform/logger';
import { enqueue, findLiveKeys, type JobContext, type JobKind } from '@/lib/platform/queue';
import type { Transaction } from '@/lib/platform/transaction';
import { auditQuarantine } from './audit-quarantine';
import { changeAsset } from './change-asset';
import { requestTranscript } from './transcribe-media';

const prepareJobSchema = z.object({ assetId: idSchema, ownerId: idSchema });
type PrepareJob = z.infer<typeof prepareJobSchema>;

/** Preparing one asset. Two at a time, for most of it is done by child processes that take a core each. */
export const prepareJob: JobKind<PrepareJob> = {
  name: 'media.prepare',
  data: prepareJobSchema,
  concurrency: 2,
  // Each step of a preparer has its own limit; this is longer than all of them together.
  expireSeconds: 20 * 60,
  // Failures are counted by the asset itself; these are workers that died at it.
  retryLimit: 4,
  retryDelaySeconds: 3,
};

/** Puts down the job that prepares an asset, within the transaction that says it is to be prepared. */
export async function enqueuePreparing(job: PrepareJob, tx?: Transaction): Promise<void> {
  await enqueue(prepareJob, job, { key: job.assetId, ...(tx && { tx }) });
}

/** Prepares the asset of a job; see `prepareAsset`. */
export function prepareMedia({ ownerId, assetId }: PrepareJob, { signal }: JobContext): Promise<void> {
  return prepareAsset(ownerId, assetId, portOf(ownerId, assetId), signal);
}

/** Ends the asset of a job that the queue gave up. */
export function giveUpPreparing({ ownerId, assetId }: PrepareJob): Promise<void> {
  return failAbandoned(ownerId, assetId, portOf(ownerId, assetId));
}

function portOf(ownerId: string, assetId: string): PreparePort {
  return {
    change: async (type, write) => {
      // Asked before conversations are locked, and remembered: a server of one's own may take a while to answer.
      if (type === 'asset.ready') await findTranscriptionModel();
      return changeAsset(ownerId, assetId, type, async (tx) => {
        const hasChanged = await write(tx);
        if (hasChanged && type === 'asset.ready') await requestTranscript(tx, { ownerId, assetId });
        return hasChanged;
      });
    },
    alongside: auditQuarantine(ownerId),
  };
}

const BATCH = 1_000;

/**
 * Puts down the jobs of assets that wait for one in vain: the queue was lost, the database restored, the scanner was
 * down. Returns how many.
 */
export async function recoverPreparing(): Promise<number> {
  const waiting = await listProcessing(BATCH);
  const live = await findLiveKeys(
    prepareJob,
    waiting.map(({ id }) => id),
  );
  const missing = waiting.filter(({ id }) => !live.has(id));
  for (const { id, ownerId } of missing) await enqueuePreparing({ assetId: id, ownerId });
  if (missing.length > 0) logger.info('put down jobs for files that had none', { jobs: missing.length });
  return missing.length;
}
