import { beforeEach, describe, expect, it } from 'vitest';
import { createLeftJobRemover } from '@/lib/flows/tools/remove-jobs-of';
import { runJob } from '@/lib/flows/tools/run-job';
import { newId } from '@/lib/kernel';
import { db } from '@/lib/platform/db';
import { inTransaction } from '@/lib/platform/transaction';
import { ask, createPlace, drawDots, type Place, useWorkshop } from '@/tests/support/jobs';
import { sums } from '@/tests/support/ledger';
import { useMedia } from '@/tests/support/media';

/* What whoever deleted a conversation or message leaves when they die right afterwards. No worker works here. */

useMedia();
const workshop = useWorkshop();
let place: Place;
beforeEach(async () => {
  // Of the test before.
  await createLeftJobRemover()();
  place = await createPlace();
  workshop.get().script = drawDots;
  workshop.get().orders.length = 0;
}, 30_000);

const draw = () => ask(place, 'generate_image', { prompt: `a fox ${newId()}` });
const ids = async () =>
  (await db().job.findMany({ where: { owner_id: place.ownerId }, orderBy: { id: 'asc' } })).map(
    ({ id }) => id,
  );
const lose = {
  conversation: () =>
    db().$executeRaw`update conversations set deleted_at = now() where id = ${place.conversationId}::uuid`,
  message: () => db().$executeRaw`update messages set deleted_at = now() where id = ${place.messageId}::uuid`,
};

describe.each(['conversation', 'message'] as const)('a job of a deleted %s', (what) => {
  it('is removed, and what was set aside for it given back', async () => {
    await draw();
    await lose[what]();
    expect(await createLeftJobRemover()()).toBe(1);
    expect(await ids()).toEqual([]);
    expect(await sums(place.ownerId)).toMatchObject({ reserved: 0, settled: 0 });
  });

  it('is not begun by a worker that comes to it before', async () => {
    const job = await draw();
    await lose[what]();
    await runJob({ ownerId: place.ownerId, jobId: job.id }, { signal: new AbortController().signal });
    expect(workshop.get().orders).toEqual([]);
    expect((await sums(place.ownerId)).reserved).toBe(0);
  });
});

describe('the jobs of what was deleted', () => {
  it('are looked for whenever it was deleted at first, and then as long as one cannot be removed', async () => {
    const [kept, other] = [await draw(), await draw()];
    await lose.conversation();
    await db().$executeRaw`
      update conversations set deleted_at = now() - interval '3 days' where id = ${place.conversationId}::uuid`;
    await db().$executeRawUnsafe(`create function refuse_job() returns trigger language plpgsql as
      $$ begin if old.id = '${kept.id}' then raise 'stays'; end if; return old; end $$`);
    await db()
      .$executeRaw`create trigger refuse_job before delete on jobs for each row execute function refuse_job()`;
    const removeLeft = createLeftJobRemover();
    try {
      expect(await removeLeft()).toBe(1);
      expect(await ids()).toEqual([kept.id]);
      expect(kept.id < other.id).toBe(true);
    } finally {
      await db().$executeRaw`drop function refuse_job cascade`;
    }
    expect(await removeLeft()).toBe(1);
    expect(await ids()).toEqual([]);
  });

  it('are found by the deletions, not by all messages there are', async () => {
    const plan = await inTransaction(async (tx) => {
      // There are too few messages here for an index to be worth it.
      await tx.$executeRaw`set local enable_seqscan = off`;
      return tx.$queryRaw`explain select m.id from messages m where m.deleted_at > now() - interval '1 hour'`;
    });
    expect(JSON.stringify(plan)).toContain('messages_deleted_at_idx');
  });
});
