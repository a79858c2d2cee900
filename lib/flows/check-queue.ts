import type { HealthCheck } from '@/lib/contracts';
import { newId } from '@/lib/kernel';
import { openQueue, readQueueState } from '@/lib/platform/queue';
import { inTransaction } from '@/lib/platform/transaction';
import { enqueuePreparing, prepareJob } from './prepare-media';

/** Puts a job down in a transaction that is rolled back, and counts those that there are. Throws when that fails. */
export async function checkQueue(): Promise<Omit<HealthCheck, 'name'>> {
  await openQueue(prepareJob);
  await rolledBack((tx) => enqueuePreparing({ assetId: newId(), ownerId: newId() }, tx));
  const { waiting, running, failed } = await readQueueState();
  const detail = `takes jobs; ${waiting} waiting, ${running} running, ${failed} failed since yesterday`;
  if (failed === 0) return { status: 'ok', detail };
  return {
    status: 'degraded',
    detail,
    advice: 'The log of the worker says why. Files can be prepared again where they are shown.',
  };
}

class RolledBack extends Error {}

async function rolledBack(work: Parameters<typeof inTransaction>[0]): Promise<void> {
  try {
    await inTransaction(async (tx) => {
      await work(tx);
      throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  }
}
