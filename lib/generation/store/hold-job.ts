import type { JobStatus, TrailStep } from '@/lib/contracts';
import { db, type Transaction } from '@/lib/platform/db';
import { Prisma } from '@/prisma/generated/client';
import { changeJobRow, over, toStorable } from './change-job-row';

/** What the attempt that holds a job may write while it runs. */
export type Held = { ownerId: string; id: string; attempt: number };

const running = (held: Held) => ({ ...held, from: ['running'] as JobStatus[] });

/** How far it is, 0 to 1; null: not known. */
export function noteProgress(tx: Transaction, held: Held, stage: string | null, progress: number | null) {
  const percent = progress === null ? null : Math.round(Math.min(1, Math.max(0, progress)) * 100);
  return changeJobRow(tx, {
    ...running(held),
    set: Prisma.sql`stage = ${stage}, progress = ${percent}::int`,
  });
}

/** Keeps what the provider calls its work, with the model that does it. */
export async function saveOperation(
  held: Held,
  made: { operation: unknown; model: string; modelName: string; trail: TrailStep[] },
): Promise<boolean> {
  const row = await changeJobRow(db(), {
    ...running(held),
    set: Prisma.sql`operation = ${toStorable(made.operation)}::jsonb, model = ${made.model},
      model_name = ${made.modelName}, trail = ${toStorable(made.trail)}::jsonb`,
  });
  return row !== null;
}

/** Whether the attempt still holds the job. */
export async function isHeld({ ownerId, id, attempt }: Held): Promise<boolean> {
  const found = await db().job.findFirst({
    where: { id, owner_id: ownerId, status: 'running', attempts: attempt },
    select: { id: true },
  });
  return found !== null;
}

export type JobEnd = {
  assetIds: string[];
  costMicros: number;
  result: Record<string, unknown> | null;
  model: string | null;
  modelName: string | null;
  trail: TrailStep[];
};

export function completeJob(tx: Transaction, held: Held, end: JobEnd) {
  return changeJobRow(tx, {
    ...running(held),
    set: Prisma.sql`status = 'complete', asset_ids = ${end.assetIds}::uuid[], cost_micros = ${end.costMicros}::bigint,
      result = ${end.result && toStorable(end.result)}::jsonb, model = coalesce(${end.model}, model),
      model_name = coalesce(${end.modelName}, model_name), trail = ${toStorable(end.trail)}::jsonb, ${over}`,
  });
}
