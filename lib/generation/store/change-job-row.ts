import type { JobStatus } from '@/lib/contracts';
import { toStorableText } from '@/lib/kernel';
import type { Transaction } from '@/lib/platform/db';
import { Prisma, type Job as StoredJob } from '@/prisma/generated/client';

export type JobRow = StoredJob;

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
export async function changeJobRow(
  tx: Pick<Transaction, '$queryRaw'>,
  given: Change,
): Promise<JobRow | null> {
  const { ownerId, id, from, attempt, and = Prisma.empty, set } = given;
  const held = attempt === undefined ? Prisma.empty : Prisma.sql`and attempts = ${attempt}`;
  const rows = await tx.$queryRaw<JobRow[]>(Prisma.sql`
    update jobs set ${set}, updated_at = now()
    where id = ${id}::uuid and owner_id = ${ownerId}::uuid and status = any(${from}::text[]) ${held} ${and}
    returning *`);
  return rows[0] ?? null;
}

/** What an end sets, whichever it is. */
export const over = Prisma.sql`stage = null, progress = null, finished_at = now()`;

/** JSON that the database takes. */
export function toStorable(value: unknown): string {
  return JSON.stringify(value ?? null, (_name, part) =>
    typeof part === 'string' ? toStorableText(part) : part,
  );
}
