import type { Job, JobStatus, TrailStep } from '@/lib/contracts';
import { newId, toStorableText } from '@/lib/kernel';
import { db, type Transaction } from '@/lib/platform/db';
import { Prisma, type Job as StoredJob } from '@/prisma/generated/client';

export type JobRow = StoredJob;

export type NewJob = {
  ownerId: string;
  conversationId: string;
  messageId: string | null;
  runId: string | null;
  purpose: Job['purpose'];
  tool: Job['tool'];
  title: string;
  parameters: Record<string, unknown>;
  sourceIds: string[];
  model: string | null;
  modelName: string | null;
  identity: string;
  quoteMicros: number | null;
  /** Set when the person is asked first. */
  consentExpiresAt: Date | null;
  retryOf: string | null;
};

const inFlight = Prisma.sql`('awaiting_consent', 'queued', 'running')`;

/** Writes a job that waits for consent or for a worker; null while an identical one is in flight. */
export async function insertJob(tx: Transaction, job: NewJob): Promise<JobRow | null> {
  const isAsked = job.consentExpiresAt !== null;
  const rows = await tx.$queryRaw<JobRow[]>(Prisma.sql`
    insert into jobs (id, owner_id, conversation_id, message_id, run_id, purpose, tool, title, parameters, source_ids,
      model, model_name, identity, status, quote_micros, consent_expires_at, retry_of, queued_at)
    values (${newId()}::uuid, ${job.ownerId}::uuid, ${job.conversationId}::uuid, ${job.messageId}::uuid,
      ${job.runId}::uuid, ${job.purpose}, ${job.tool}, ${job.title}, ${toStorable(job.parameters)}::jsonb,
      ${job.sourceIds}::uuid[], ${job.model}, ${job.modelName}, ${job.identity},
      ${isAsked ? 'awaiting_consent' : 'queued'}, ${job.quoteMicros}, ${job.consentExpiresAt}, ${job.retryOf}::uuid,
      ${isAsked ? Prisma.sql`null` : Prisma.sql`now()`})
    on conflict (owner_id, identity) where status in ${inFlight} do nothing
    returning *`);
  return rows[0] ?? null;
}

/** The owner's job, or null. */
export async function findJob(ownerId: string, id: string, tx?: Transaction): Promise<JobRow | null> {
  return (tx ?? db()).job.findFirst({ where: { id, owner_id: ownerId } });
}

/** The job of the same request that has not ended. */
export async function findInFlight(
  tx: Transaction,
  ownerId: string,
  identity: string,
): Promise<JobRow | null> {
  return tx.job.findFirst({
    where: { owner_id: ownerId, identity, status: { in: ['awaiting_consent', 'queued', 'running'] } },
  });
}

/** The job that tried this one again. */
export async function findRetryOf(tx: Transaction, ownerId: string, jobId: string): Promise<JobRow | null> {
  return tx.job.findFirst({ where: { owner_id: ownerId, retry_of: jobId }, orderBy: { created_at: 'desc' } });
}

export type JobFilter = { conversationId?: string | undefined; isOpen?: boolean | undefined };

/** The owner's jobs, newest first. */
export async function listJobs(ownerId: string, filter: JobFilter, limit: number): Promise<JobRow[]> {
  const open: JobStatus[] = ['awaiting_consent', 'queued', 'running'];
  return db().job.findMany({
    where: {
      owner_id: ownerId,
      ...(filter.conversationId && { conversation_id: filter.conversationId }),
      ...(filter.isOpen !== undefined && { status: filter.isOpen ? { in: open } : { notIn: open } }),
    },
    orderBy: [{ created_at: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}

/** What was asked to be made in these messages, oldest first. One query, none when there are no messages. */
export async function listJobsOfMessages(ownerId: string, messageIds: string[]): Promise<JobRow[]> {
  if (messageIds.length === 0) return [];
  return db().job.findMany({
    where: { owner_id: ownerId, message_id: { in: messageIds }, purpose: 'message' },
    orderBy: [{ created_at: 'asc' }, { id: 'asc' }],
  });
}

type Change = {
  ownerId: string;
  id: string;
  /** Only from one of these states … */
  from: JobStatus[];
  /** … and, for what a worker writes, only by the attempt that holds the job. */
  attempt?: number;
  and?: Prisma.Sql;
  set: Prisma.Sql;
};

/** Compare-and-set in one statement: of any number of callers one wins, the others get null. */
async function change(tx: Pick<Transaction, '$queryRaw'>, given: Change): Promise<JobRow | null> {
  const { ownerId, id, from, attempt, and = Prisma.empty, set } = given;
  const held = attempt === undefined ? Prisma.empty : Prisma.sql`and attempts = ${attempt}`;
  const rows = await tx.$queryRaw<JobRow[]>(Prisma.sql`
    update jobs set ${set}, updated_at = now()
    where id = ${id}::uuid and owner_id = ${ownerId}::uuid and status = any(${from}::text[]) ${held} ${and}
    returning *`);
  return rows[0] ?? null;
}

const over = Prisma.sql`stage = null, progress = null, finished_at = now()`;

export function approveConsent(tx: Transaction, ownerId: string, id: string, via: string) {
  return change(tx, {
    ...{ ownerId, id, from: ['awaiting_consent'] },
    and: Prisma.sql`and consent_expires_at > now()`,
    set: Prisma.sql`status = 'queued', decided_at = now(), decided_via = ${via}, queued_at = now()`,
  });
}

export function denyConsent(tx: Transaction, ownerId: string, id: string, via: string) {
  return change(tx, {
    ...{ ownerId, id, from: ['awaiting_consent'] },
    set: Prisma.sql`status = 'denied', decided_at = now(), decided_via = ${via}, ${over}`,
  });
}

export function expireConsent(tx: Transaction, ownerId: string, id: string) {
  return change(tx, {
    ...{ ownerId, id, from: ['awaiting_consent'] },
    and: Prisma.sql`and consent_expires_at <= now()`,
    set: Prisma.sql`status = 'expired', ${over}`,
  });
}

export function cancelOpen(tx: Transaction, ownerId: string, id: string) {
  return change(tx, {
    ...{ ownerId, id, from: ['awaiting_consent', 'queued', 'running'] },
    set: Prisma.sql`status = 'cancelled', ${over}`,
  });
}

/** How much of a tool may run at a time, and be begun within a minute, everywhere together. */
export type ToolLimits = { concurrency: number; perMinute: number };

/** Any number that nobody else locks by. */
const CLAIM_LOCK = 0x6a6f62;

export type Claim =
  /** `resumes`: another attempt was at it before and did not end it. */
  { status: 'claimed'; job: JobRow; resumes: boolean } | { status: 'wait' } | { status: 'over' };

/**
 * Takes a job for a new attempt: a queued one when its tool's limits and those before it in line leave room, a running one
 * because the queue says that its worker is gone. From then on earlier attempts can write nothing more.
 */
export async function claimJob(
  tx: Transaction,
  ownerId: string,
  id: string,
  limits: ToolLimits | null,
): Promise<Claim> {
  const before = await findJob(ownerId, id, tx);
  if (before?.status === 'queued' && limits && !(await hasRoom(tx, before, limits)))
    return { status: 'wait' };
  const job = await change(tx, {
    ...{ ownerId, id, from: ['queued', 'running'] },
    set: Prisma.sql`status = 'running', attempts = attempts + 1, started_at = coalesce(started_at, now()),
      stage = null, progress = null`,
  });
  return job ? { status: 'claimed', job, resumes: job.attempts > 1 } : { status: 'over' };
}

async function hasRoom(tx: Transaction, job: JobRow, limits: ToolLimits): Promise<boolean> {
  await tx.$queryRaw`select pg_advisory_xact_lock(${CLAIM_LOCK}::int, hashtext(${job.tool}::text))::text`;
  const [count] = await tx.$queryRaw<{ running: number; begun: number; before: number }[]>`
    select count(*) filter (where status = 'running')::int as running,
      count(*) filter (where started_at > now() - interval '1 minute')::int as begun,
      count(*) filter (where status = 'queued'
        and (queued_at, id) < (select queued_at, id from jobs where id = ${job.id}::uuid))::int as before
    from jobs where tool = ${job.tool}
      and (status in ('queued', 'running') or started_at > now() - interval '1 minute')`;
  if (!count) return true;
  const room = Math.min(limits.concurrency - count.running, limits.perMinute - count.begun);
  return count.before < room;
}

/** What the attempt that holds a job may write while it runs. */
export type Held = { ownerId: string; id: string; attempt: number };

const running = (held: Held) => ({ ...held, from: ['running'] as JobStatus[] });

/** How far it is, 0 to 1; null: not known. */
export function noteProgress(tx: Transaction, held: Held, stage: string | null, progress: number | null) {
  const percent = progress === null ? null : Math.round(Math.min(1, Math.max(0, progress)) * 100);
  return change(tx, {
    ...running(held),
    set: Prisma.sql`stage = ${stage}, progress = ${percent}::int`,
  });
}

/** Keeps what the provider calls its work, with the model that does it. */
export async function saveOperation(
  held: Held,
  made: { operation: unknown; model: string; modelName: string; trail: TrailStep[] },
): Promise<boolean> {
  const row = await change(db(), {
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
  return change(tx, {
    ...running(held),
    set: Prisma.sql`status = 'complete', asset_ids = ${end.assetIds}::uuid[], cost_micros = ${end.costMicros}::bigint,
      result = ${end.result && toStorable(end.result)}::jsonb, model = coalesce(${end.model}, model),
      model_name = coalesce(${end.modelName}, model_name), trail = ${toStorable(end.trail)}::jsonb, ${over}`,
  });
}

export type JobFailure = { code: string; message: string; retryable: boolean; trail: TrailStep[] };

/** Ends a job badly: by the attempt that holds it, or, without one, because nobody can hold it any more. */
export function failOpen(
  tx: Transaction,
  job: { ownerId: string; id: string; attempt?: number },
  why: JobFailure,
) {
  return change(tx, {
    ...job,
    from: job.attempt === undefined ? ['queued', 'running'] : ['running'],
    set: Prisma.sql`status = 'failed', cost_micros = 0, error_code = ${why.code}, error_message = ${why.message},
      error_retryable = ${why.retryable}, trail = ${toStorable(why.trail)}::jsonb, ${over}`,
  });
}

/** Says where in line a waiting job is. Null when it waits no more or that was said already. */
export function notePlace(tx: Transaction, ownerId: string, id: string, stage: string) {
  return change(tx, {
    ...{ ownerId, id, from: ['queued'] },
    and: Prisma.sql`and stage is distinct from ${stage}`,
    set: Prisma.sql`stage = ${stage}`,
  });
}

/** All jobs of a message or of a conversation, of whichever purpose. */
export async function listJobsOfPlace(
  ownerId: string,
  place: { conversationId: string } | { messageId: string },
): Promise<JobRow[]> {
  const where =
    'messageId' in place ? { message_id: place.messageId } : { conversation_id: place.conversationId };
  return db().job.findMany({ where: { owner_id: ownerId, ...where }, orderBy: { id: 'asc' } });
}

/** Forgets jobs that have ended; returns the files that they made. */
export async function removeEndedJobs(tx: Transaction, ownerId: string, ids: string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ asset_ids: string[] }[]>(Prisma.sql`
    delete from jobs where owner_id = ${ownerId}::uuid and id = any(${ids}::uuid[]) and status not in ${inFlight}
    returning asset_ids`);
  return rows.flatMap((row) => row.asset_ids);
}

function toStorable(value: unknown): string {
  return JSON.stringify(value ?? null, (_name, part) =>
    typeof part === 'string' ? toStorableText(part) : part,
  );
}
