import type { Job } from '@/lib/contracts';
import type { Transaction } from '@/lib/platform/transaction';

/**
 * Puts what a job made to its use, for jobs that are not shown in a message, in the transaction that completes it. The
 * conversation is locked.
 */
export async function finishPurpose(_tx: Transaction, _job: Job, _assetIds: string[]): Promise<void> {}
