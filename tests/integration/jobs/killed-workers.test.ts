import { readFile } from 'node:fs/promises';
import { afterEach, expect, it } from 'vitest';
import type { Job } from '@/lib/contracts';
import { listMessages } from '@/lib/flows/list-messages';
import { approveJob } from '@/lib/flows/tools/approve-job';
import { requireJob } from '@/lib/flows/tools/read-jobs';
import { newId } from '@/lib/kernel';
import { sweepOrphans } from '@/lib/media';
import { db } from '@/lib/platform/db';
import { DOT, type Order } from '@/tests/fakes/workshop';
import { mediaFixture } from '@/tests/support/converters';
import { ask, createPlace, drawDots, type Place, useWorkshop } from '@/tests/support/jobs';
import { useMedia } from '@/tests/support/media';
import { killWorkers, startWorker } from '@/tests/support/start-worker';
import { waitFor } from '@/tests/support/wait-for';

const media = useMedia();
const workshop = useWorkshop();
afterEach(killWorkers);
const start = () => startWorker(workshop.get().url, media.dataDir);

const sumOf = (rows: { micros: number | bigint }[]) =>
  rows.reduce((sum, { micros }) => sum + Number(micros), 0);

/** What the ledger and the audit log say was spent on these jobs, and what is still set aside. */
async function readBooks(jobIds: string[]) {
  const entries = await db().ledgerEntry.findMany({ where: { subject_id: { in: jobIds } } });
  const audit = await db().auditEntry.findMany({
    where: { action: { startsWith: 'generation.' }, subject: { in: jobIds } },
  });
  const costs = audit.map(({ details }) => ({ micros: (details as { cost_micros: number }).cost_micros }));
  return {
    reserved: entries.filter(({ status }) => status === 'reserved').length,
    spent: sumOf(entries.map(({ settled_micros }) => ({ micros: settled_micros ?? 0n }))),
    noted: sumOf(costs),
    notes: audit.length,
  };
}

/** Files on the disk and those that rows name, once nothing is under way. */
async function readFiles() {
  await sweepOrphans(new Date(Date.now() + 24 * 60 * 60 * 1000));
  const rows = await db().mediaAsset.findMany({ include: { variants: true } });
  const named = rows.flatMap((row) => [row.storage_key, ...row.variants.map((v) => v.storage_key)]);
  return { found: await media.listFiles(), named: [...new Set(named)].sort() };
}

it('a film whose worker is killed in the middle is begun once, kept once and charged once', async () => {
  const place = await createPlace();
  let isDone = false;
  const clip = (await readFile(mediaFixture('clip.mp4'))).toString('base64');
  workshop.get().script = ({ use }) => {
    if (use === 'video') return { film: 'the film' };
    return isDone ? { files: [{ mediaType: 'video/mp4', base64: clip }] } : { progress: 0.4 };
  };
  const asked = await ask(place, 'generate_video', { prompt: 'the fox runs' });
  await approveJob(place.ownerId, asked.id, 'web');
  const first = await start();
  const polls = () => workshop.get().orders.filter(({ use }) => use === 'poll').length;
  await waitFor(
    async () => polls() > 0 && (await requireJob(place.ownerId, asked.id)).progress === 0.4,
    30_000,
  );
  await first.kill();
  const before = polls();
  const second = await start();
  await waitFor(() => polls() > before, 40_000);
  isDone = true;
  const job = await waitFor(async () => {
    const now = await requireJob(place.ownerId, asked.id);
    return now.status === 'running' ? null : now;
  }, 30_000);
  expect(job).toMatchObject({ status: 'complete', cost_micros: 1_200_000 });
  expect(workshop.get().orders.filter(({ use }) => use === 'video')).toHaveLength(1);
  const shown = async () => {
    const { messages } = await listMessages(place.ownerId, place.conversationId, { limit: 9 });
    return messages.find(({ id }) => id === place.messageId)?.media_urls ?? [];
  };
  await waitFor(async () => (await shown())[0]?.status === 'ready', 60_000);
  const [film, ...others] = await shown();
  expect(others).toEqual([]);
  expect(film).toMatchObject({ id: job.asset_ids[0], type: 'video', source: 'generated' });
  expect(film?.variants.map(({ name }) => name)).toContain('poster');
  expect(await db().mediaAsset.count()).toBe(1);
  const books = await readBooks([job.id]);
  expect(books).toMatchObject({ reserved: 0, spent: 1_200_000, noted: 1_200_000, notes: 1 });
  await second.stop();
}, 300_000);

/** The same for the same number: a test that fails can be run again as it was. */
function createDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

it('of five hundred jobs with failures and three killed workers each ends once, and the books are even', async () => {
  const dice = createDice(4);
  const pause = () => new Promise((resolve) => setTimeout(resolve, dice() * 30));
  const failures = [
    { code: 'models.refused', message: 'The model declined.', retryable: false },
    { code: 'models.unavailable', message: 'The model is busy.', retryable: true },
  ];
  workshop.get().orders.length = 0;
  workshop.get().script = async (order: Order) => {
    await pause();
    const roll = dice();
    if (order.use !== 'poll' && roll < 0.15) return { error: failures[roll < 0.08 ? 0 : 1] };
    // Something that is no picture at all.
    if (order.use === 'image' && roll > 0.96) return { files: [{ ...DOT, base64: 'AAAA' }] };
    return drawDots(order);
  };
  const places = await Promise.all(Array.from({ length: 10 }, createPlace));
  const asked: { place: Place; job: Job }[] = [];
  const request = async (index: number) => {
    const place = places[index % places.length] as Place;
    const name = `${index} ${newId()}`;
    const kind = index % 10;
    const job =
      kind < 1
        ? await ask(place, 'generate_image', { prompt: name, count: 1 + (Math.floor(index / 10) % 2) })
        : kind < 6
          ? await ask(place, 'search_web', { query: name })
          : kind < 9 || index % 100 !== 9
            ? await ask(place, 'make_file', { format: 'markdown', title: name, content: `# ${name}` })
            : await ask(place, 'generate_video', { prompt: name });
    if (job.status === 'awaiting_consent') await approveJob(place.ownerId, job.id, 'web');
    asked.push({ place, job });
  };
  let worker = await start();
  const countOpen = () => db().job.count({ where: { status: { in: ['queued', 'running'] } } });
  for (const [from, to] of [
    [0, 200],
    [200, 350],
    [350, 500],
  ] as const) {
    for (let index = from; index < to; index += 10)
      await Promise.all(Array.from({ length: 10 }, (_, place) => request(index + place)));
    await worker.kill();
    worker = await start();
  }
  // Not asked all the time: it takes from what the workers need.
  await waitFor(async () => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    return (await countOpen()) === 0;
  }, 400_000);

  const rows = await db().job.findMany({ where: { id: { in: asked.map(({ job }) => job.id) } } });
  expect(rows).toHaveLength(500);
  expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['complete', 'failed']));
  expect(rows.filter(({ status }) => status === 'failed').length).toBeGreaterThan(20);
  expect(rows.some(({ attempts }) => attempts > 1)).toBe(true);

  // Once: one event of its end, one line of the audit log, and its files in its message, in no other and not twice.
  const ends = await db().event.findMany({ where: { type: { in: ['job.completed', 'job.failed'] } } });
  const ended = ends.map(({ payload }) => (payload as { job_id: string }).job_id);
  for (const { id } of rows) expect(ended.filter((other) => other === id)).toHaveLength(1);
  const shown = await db().messageAsset.findMany({
    where: { message_id: { in: places.map((p) => p.messageId) } },
  });
  const made = rows.flatMap(({ asset_ids }) => asset_ids);
  expect(shown.map(({ asset_id }) => asset_id).sort()).toEqual(made.sort());
  expect(new Set(made).size).toBe(made.length);

  const books = await readBooks(rows.map(({ id }) => id));
  expect(books.reserved).toBe(0);
  expect(books.spent).toBe(books.noted);
  expect(books.spent).toBe(sumOf(rows.map(({ cost_micros }) => ({ micros: cost_micros ?? 0n }))));
  expect(books.notes).toBe(500);

  // Nothing that was made lies around: neither rows that no message shows nor files that no row names.
  await waitFor(
    async () => (await db().mediaAsset.count({ where: { messages: { none: {} } } })) === 0,
    20_000,
  );
  await worker.stop();
  const { found, named } = await readFiles();
  expect(found).toEqual(named);
}, 600_000);
