import { beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '@/lib/contracts';
import { deleteConversation } from '@/lib/flows/delete-conversation';
import { deleteMessage } from '@/lib/flows/delete-message';
import { listMessages } from '@/lib/flows/list-messages';
import { awaitJob } from '@/lib/flows/tools/await-job';
import { cancelJob } from '@/lib/flows/tools/cancel-job';
import { imageJob } from '@/lib/flows/tools/job-kinds';
import { listTools } from '@/lib/flows/tools/list-tools';
import { readJobResult, requireJob } from '@/lib/flows/tools/read-jobs';
import { recoverJobs } from '@/lib/flows/tools/recover-jobs';
import { retryJob } from '@/lib/flows/tools/retry-job';
import { runJob } from '@/lib/flows/tools/run-job';
import { newId } from '@/lib/kernel';
import { db } from '@/lib/platform/db';
import { findLiveKeys } from '@/lib/platform/queue';
import { Prisma } from '@/prisma/generated/client';
import { createPerson } from '@/tests/support/integration';
import {
  ask,
  become,
  createPlace,
  drawDots,
  type Place,
  useJobWorker,
  useWorkshop,
} from '@/tests/support/jobs';
import { send, useMedia } from '@/tests/support/media';
import { solidPicture } from '@/tests/support/solid-picture';
import { waitFor } from '@/tests/support/wait-for';

useMedia();
const workshop = useWorkshop();
useJobWorker();
let place: Place;
beforeEach(async () => {
  place = await createPlace();
  workshop.get().script = drawDots;
  workshop.get().orders.length = 0;
}, 30_000);

const draw = (prompt = `a fox ${newId()}`) => ask(place, 'generate_image', { prompt });
const end = (job: Job) => become(place.ownerId, job.id, 'complete', 'failed', 'cancelled');
const shown = async () => {
  const { messages } = await listMessages(place.ownerId, place.conversationId, { limit: 9 });
  return messages.find(({ id }) => id === place.messageId);
};
const lineage = (id: string | undefined) => db().mediaAsset.findUniqueOrThrow({ where: { id: id ?? '' } });
const statuses = async (job: Job) =>
  (await db().ledgerEntry.findMany({ where: { subject_id: job.id } })).map(({ status }) => status);
const countFiles = () => db().mediaAsset.count({ where: { owner_id: place.ownerId } });

describe('a picture that is worked on', () => {
  it('is the one that is named, else the one pointed at, else the newest; and knows where it comes from', async () => {
    const first = await end(await draw());
    const [origin] = first.asset_ids;
    const photo = await send(place.ownerId, await solidPicture('red'));
    const edit = async (parameters: object, context: { pointed: string[]; newestImage: string | null }) =>
      end(await ask(place, 'edit_image', { prompt: `blue ${newId()}`, ...parameters }, { context }));
    const newest = await edit({}, { pointed: [], newestImage: origin ?? null });
    expect(newest.source_ids).toEqual([origin]);
    const blue = await lineage(newest.asset_ids[0]);
    expect(blue).toMatchObject({ derived_from: origin, version: 2 });
    const pointed = await edit({}, { pointed: [photo.id], newestImage: blue.id });
    expect(pointed.source_ids).toEqual([photo.id]);
    const named = await edit({ images: [blue.id] }, { pointed: [photo.id], newestImage: null });
    expect(named.source_ids).toEqual([blue.id]);
    expect(await lineage(named.asset_ids[0])).toMatchObject({ derived_from: blue.id, version: 3 });
    expect(
      workshop
        .get()
        .orders.filter(({ use }) => use === 'edit')
        .map(({ images }) => images),
    ).toEqual([1, 1, 1]);
  });

  it('is never another person’s, and never nothing', async () => {
    const foreign = await send(await createPerson(), await solidPicture('blue'));
    const edit = (images: string[], pointed: string[] = []) =>
      ask(place, 'edit_image', { prompt: 'take it', images }, { context: { pointed, newestImage: null } });
    await expect(edit([foreign.id])).rejects.toMatchObject({ code: 'tools.source_not_found' });
    await expect(edit([], [foreign.id])).rejects.toMatchObject({ code: 'tools.no_picture' });
    const film = ask(place, 'generate_video', { prompt: 'take it', image: foreign.id });
    await expect(film).rejects.toMatchObject({ code: 'tools.source_not_found' });
  });
});

describe('a search and a file', () => {
  it('are jobs too: words with numbered sources, and a file by its name', async () => {
    const search = await end(await ask(place, 'search_web', { query: 'foxes' }));
    expect(search.citations).toEqual([
      { number: 1, url: 'https://www.example.org/fox', title: 'Foxes', site: 'example.org' },
    ]);
    expect((await readJobResult(place.ownerId, search.id)).text).toBe('Foxes are red [1].');
    const content = '# Foxes\n\nThey are red.';
    const file = await end(await ask(place, 'make_file', { format: 'markdown', title: 'Foxes', content }));
    expect(file).toMatchObject({ status: 'complete', error: null, cost_micros: 0 });
    expect((await shown())?.media_urls[0]).toMatchObject({ filename: 'Foxes.md', source: 'generated' });
  });

  it('are refused when they are asked for in no way that can be done', async () => {
    const attempt = ask(place, 'make_file', { format: 'exe', title: 'x', content: 'y' });
    await expect(attempt).rejects.toMatchObject({ code: 'tools.invalid_parameters', kind: 'invalid' });
  });
});

describe('a job that fails', () => {
  beforeEach(() => {
    const error = { code: 'models.refused', message: 'The model declined to draw this.', retryable: false };
    workshop.get().script = () => ({ error });
  });

  it('costs nothing, leaves nothing, and says why', async () => {
    const job = await end(await draw());
    expect(job).toMatchObject({ status: 'failed', cost_micros: 0, asset_ids: [] });
    expect(job.error).toMatchObject({ code: 'models.refused', message: 'The model declined to draw this.' });
    expect(await statuses(job)).toEqual(['released']);
    expect(await countFiles()).toBe(0);
    const entries = await db().event.findMany({ where: { conversation_id: place.conversationId } });
    expect(entries.map(({ type }) => type)).toContain('job.failed');
    expect((await shown())?.jobs).toEqual([job]);
  });

  it('after some of its files were kept, takes them back', async () => {
    const [dot] =
      drawDots({ use: 'image', wanted: null, prompt: '', count: 1, images: 0, film: null }).files ?? [];
    if (!dot) throw new Error('no dot');
    workshop.get().script = () => ({
      files: [dot, { ...dot, base64: Buffer.from('MZ\x90\0').toString('base64') }],
    });
    const job = await end(await ask(place, 'generate_image', { prompt: 'half', count: 2 }));
    expect(job).toMatchObject({ status: 'failed', asset_ids: [] });
    expect(job.error?.message).not.toBe('');
    await waitFor(async () => (await countFiles()) === 0);
    expect(await statuses(job)).toEqual(['released']);
  });

  it('can be tried again, as a new job that is charged on its own', async () => {
    const failed = await end(await draw());
    workshop.get().script = drawDots;
    const retry = await end(await retryJob(place.ownerId, failed.id, 'web'));
    expect(retry).toMatchObject({ status: 'complete', parameters: failed.parameters, title: failed.title });
    expect(await statuses(retry)).toEqual(['settled']);
    await expect(retryJob(place.ownerId, retry.id, 'web')).rejects.toMatchObject({
      code: 'jobs.not_to_retry',
    });
  });
});

describe('a job that is cancelled', () => {
  const hang = () => {
    workshop.get().script = ({ use }) =>
      use === 'video' ? { film: 'long' } : use === 'poll' ? { progress: 0.3 } : new Promise(() => {});
  };

  it('is over at once, costs nothing, and its worker leaves it', async () => {
    hang();
    const job = await draw();
    await become(place.ownerId, job.id, 'running');
    expect(await cancelJob(place.ownerId, job.id)).toMatchObject({ status: 'cancelled' });
    expect(await statuses(job)).toEqual(['released']);
    expect(await cancelJob(place.ownerId, job.id)).toMatchObject({ status: 'cancelled' });
    // Another takes its place in the worker.
    workshop.get().script = drawDots;
    expect(await end(await draw())).toMatchObject({ status: 'complete' });
    expect(await requireJob(place.ownerId, job.id)).toMatchObject({ status: 'cancelled', asset_ids: [] });
    expect(await countFiles()).toBe(1);
  });

  it.each([
    ['cancelled', (job: Job) => cancelJob(place.ownerId, job.id)],
    ['deleted with its message', () => deleteMessage(place.ownerId, place.messageId, null)],
  ])('keeps nothing of what comes after all, when it was %s', async (_how, end) => {
    let finish: (answer: ReturnType<typeof drawDots>) => void = () => {};
    workshop.get().script = (order) =>
      new Promise((resolve) => {
        finish = () => resolve(drawDots(order));
      });
    const job = await draw();
    await waitFor(() => workshop.get().orders.length > 0);
    await end(job);
    finish({});
    // Its worker has put everything away and is done with it.
    await waitFor(async () => !(await findLiveKeys(imageJob, [job.id])).has(job.id));
    expect(await countFiles()).toBe(0);
    expect(await statuses(job)).toEqual(['released']);
  });
});

describe('what is deleted with its conversation or message', () => {
  it('is not made any more, costs nothing, and is forgotten', async () => {
    const waits = await ask(place, 'generate_video', { prompt: 'waits' });
    workshop.get().script = () => new Promise(() => {});
    const runs = await draw();
    await become(place.ownerId, runs.id, 'running');
    await deleteMessage(place.ownerId, place.messageId, null);
    expect(await statuses(runs)).toEqual(['released']);
    expect(await statuses(waits)).toEqual([]);
    expect(await db().job.count({ where: { owner_id: place.ownerId } })).toBe(0);
    expect((await shown())?.jobs).toEqual([]);
  });

  it('takes its files along', async () => {
    await end(await draw());
    const waits = await ask(place, 'generate_video', { prompt: 'waits' });
    expect(await countFiles()).toBe(1);
    await deleteConversation(place.ownerId, place.conversationId, null);
    expect(await countFiles()).toBe(0);
    expect(await db().job.count({ where: { owner_id: place.ownerId } })).toBe(0);
    await expect(requireJob(place.ownerId, waits.id)).rejects.toMatchObject({ code: 'jobs.not_found' });
    const late = draw();
    await expect(late).rejects.toMatchObject({ code: 'jobs.place_gone' });
  });
});

describe('films', () => {
  it('are made two at a time, and the others know where in line they are', async () => {
    const { approveJob } = await import('@/lib/flows/tools/approve-job');
    const done = new Set<string>();
    workshop.get().script = (order) =>
      order.use === 'video'
        ? { film: order.prompt }
        : done.has(order.film ?? '')
          ? drawDots(order)
          : { progress: 0.5 };
    const prompts = ['one', 'two', 'three', 'four'];
    const jobs: Job[] = [];
    for (const prompt of prompts) {
      const job = await ask(place, 'generate_video', { prompt });
      jobs.push(await approveJob(place.ownerId, job.id, 'web'));
    }
    const look = () => Promise.all(jobs.map(({ id }) => requireJob(place.ownerId, id)));
    const expectLine = (...line: (string | null)[]) =>
      waitFor(async () => {
        const now = await look();
        const said = now.map(({ status, stage }) => (status === 'queued' ? stage : status));
        return JSON.stringify(said) === JSON.stringify(line);
      });
    await expectLine('running', 'running', 'Queued, next in line', 'Queued, second in line');
    await waitFor(async () => (await look())[0]?.progress === 0.5);
    expect(workshop.get().orders.filter(({ use }) => use === 'video')).toHaveLength(2);
    done.add('one');
    await expectLine('complete', 'running', 'running', 'Queued, next in line');
    for (const prompt of prompts) done.add(prompt);
    await expectLine('complete', 'complete', 'complete', 'complete');
  }, 40_000);
});

describe('a film that is worked on already', () => {
  /** As if a worker had died at it, and the queue gave it to this one. */
  const resume = async (change: object) => {
    const job = await ask(place, 'generate_video', { prompt: newId() });
    const operation = { operation: { film: 'begun' }, durationSeconds: 4 };
    const row = { status: 'running', attempts: 1, started_at: new Date(), operation, model: 'workshop/hand' };
    await db().job.update({ where: { id: job.id }, data: { ...row, ...change } });
    await runJob({ ownerId: place.ownerId, jobId: job.id }, { signal: new AbortController().signal });
    return requireJob(place.ownerId, job.id);
  };
  const started = () => workshop.get().orders.filter(({ use }) => use === 'video').length;

  it('is asked for and not begun again', async () => {
    expect(await resume({})).toMatchObject({ status: 'complete' });
    expect(started()).toBe(0);
  });

  it('is given up after six minutes, however many workers were at it', async () => {
    workshop.get().script = () => ({ progress: 0.9 });
    const job = await resume({ started_at: new Date(Date.now() - 7 * 60_000) });
    expect(job).toMatchObject({ status: 'failed', error: { code: 'jobs.timed_out', retryable: true } });
    expect(job.error?.message).toContain('6 minutes');
  });

  it('is there also when it became ready long before a worker lived to hear of it', async () => {
    const job = await resume({ started_at: new Date(Date.now() - 7 * 60_000) });
    expect(job).toMatchObject({ status: 'complete' });
  });

  it('is not begun any more when its time is over before it was', async () => {
    const job = await resume({ started_at: new Date(Date.now() - 7 * 60_000), operation: Prisma.DbNull });
    expect(job).toMatchObject({ status: 'failed', error: { code: 'jobs.timed_out' } });
    expect(started()).toBe(0);
  });

  it('is not begun while ten were begun within a minute', async () => {
    const waits = await ask(place, 'generate_video', { prompt: newId() });
    for (let index = 0; index < 10; index += 1) await resume({});
    await db().job.update({ where: { id: waits.id }, data: { status: 'queued', queued_at: new Date() } });
    const work = () =>
      runJob({ ownerId: place.ownerId, jobId: waits.id }, { signal: new AbortController().signal });
    await work();
    expect(started()).toBe(0);
    expect((await requireJob(place.ownerId, waits.id)).status).toBe('queued');
    await db().$executeRaw`update jobs set started_at = started_at - interval '61 seconds'`;
    await work();
    expect((await requireJob(place.ownerId, waits.id)).status).not.toBe('queued');
  });
});

it('what is in no queue any more is put down again', async () => {
  workshop.get().script = () => new Promise(() => {});
  const job = await draw();
  await become(place.ownerId, job.id, 'running');
  expect(await recoverJobs()).toBe(0);
  await db().$executeRaw`delete from pgboss.job where singleton_key = ${job.id}`;
  workshop.get().script = drawDots;
  expect(await recoverJobs()).toBe(1);
  expect(await end(job)).toMatchObject({ status: 'complete' });
});

it('waiting for a job tells each change and ends with it, or when it asks its owner', async () => {
  const seen: string[] = [];
  const waitForIt = (jobId: string) =>
    awaitJob({
      ...{ ownerId: place.ownerId, jobId, signal: AbortSignal.timeout(10_000) },
      onChange: ({ status }) => seen.push(status),
    });
  const job = await draw();
  expect(await waitForIt(job.id)).toMatchObject({ status: 'complete' });
  expect(seen.at(-1)).toBe('complete');
  const film = await ask(place, 'generate_video', { prompt: 'asks' });
  expect(await waitForIt(film.id)).toMatchObject({ status: 'awaiting_consent' });
});

it('the tools say who can do them, at what price, and that films always ask', async () => {
  const { tools, styles } = await listTools('web');
  expect(tools.map(({ id }) => id)).toHaveLength(6);
  expect(tools.find(({ id }) => id === 'generate_video')).toMatchObject({
    ...{ available: true, reason: null, consent: 'always' },
    models: [{ id: 'workshop/hand', quote_micros: 1_200_000 }],
  });
  expect(styles.length).toBeGreaterThan(0);
});
