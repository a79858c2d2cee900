import { expect, it } from 'vitest';
import { approveJob } from '@/lib/flows/tools/approve-job';
import { requireJob } from '@/lib/flows/tools/read-jobs';
import { moveLine } from '@/lib/flows/tools/recover-jobs';
import { db } from '@/lib/platform/db';
import { ask, createPlace, useWorkshop } from '@/tests/support/jobs';
import { useMedia } from '@/tests/support/media';

/* The line of films that wait. No worker works here. */

useMedia();
useWorkshop();

it('tells those behind a film that cannot be told', async () => {
  const place = await createPlace();
  const wait = async (prompt: string) => {
    const { id } = await ask(place, 'generate_video', { prompt });
    return approveJob(place.ownerId, id, 'web');
  };
  const [first, second] = [await wait('one'), await wait('two')];
  await db().$executeRawUnsafe(`create function refuse_place() returns trigger language plpgsql as
    $$ begin if old.id = '${first.id}' then raise 'stays'; end if; return new; end $$`);
  await db()
    .$executeRaw`create trigger refuse_place before update on jobs for each row execute function refuse_place()`;
  try {
    await moveLine();
    expect(await requireJob(place.ownerId, second.id)).toMatchObject({
      status: 'queued',
      stage: 'Queued, second in line',
    });
  } finally {
    await db().$executeRaw`drop function refuse_place cascade`;
  }
}, 40_000);
