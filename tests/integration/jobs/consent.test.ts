import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '@/lib/contracts';
import { listMessages } from '@/lib/flows/list-messages';
import { syncEvents } from '@/lib/flows/sync-events';
import { approveJob } from '@/lib/flows/tools/approve-job';
import { cancelJob } from '@/lib/flows/tools/cancel-job';
import { denyJob } from '@/lib/flows/tools/deny-job';
import { expireConsents } from '@/lib/flows/tools/expire-consents';
import { requireJob } from '@/lib/flows/tools/read-jobs';
import { retryJob } from '@/lib/flows/tools/retry-job';
import { whoMayStepIn } from '@/lib/flows/tools/who-may-step-in';
import { newId } from '@/lib/kernel';
import type { Maker } from '@/lib/models';
import { db } from '@/lib/platform/db';
import { env, overrideEnv } from '@/lib/platform/env';
import { createPerson } from '@/tests/support/integration';
import { ask, become, createPlace, type Place, useJobWorker, useWorkshop } from '@/tests/support/jobs';
import { useMedia } from '@/tests/support/media';
import { PRICES } from '@/tests/support/workshop-makers';

useMedia();
const workshop = useWorkshop();
useJobWorker();
let place: Place;
beforeEach(async () => {
  place = await createPlace();
}, 30_000);

const film = (prompt = `a fox runs ${newId()}`) => ask(place, 'generate_video', { prompt });
const approve = (job: Job) => approveJob(place.ownerId, job.id, 'web');
const deny = (job: Job) => denyJob(place.ownerId, job.id, 'web');
/** How often the workshop was asked to begin what this job is about. */
const begun = ({ parameters }: Job) =>
  workshop.get().orders.filter(({ use, prompt }) => use !== 'poll' && prompt === parameters.prompt).length;
const expire = (job: Job) =>
  db()
    .$executeRaw`update jobs set consent_expires_at = now() - interval '1 second' where id = ${job.id}::uuid`;
const entriesOf = (job: Job) => db().ledgerEntry.findMany({ where: { subject_id: job.id } });
const lastEvent = async () => {
  const { last_event_seq: last } = await listMessages(place.ownerId, place.conversationId, { limit: 1 });
  const { events } = await syncEvents(place.ownerId, place.conversationId, last - 1);
  return { type: events[0]?.type, ...events[0]?.payload };
};
const code = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );

describe('a film', () => {
  it('asks first, with its price, and nothing is begun or set aside until then', async () => {
    const job = await film();
    expect(job).toMatchObject({ status: 'awaiting_consent', quote_micros: 1_200_000 });
    expect(job.consent).toMatchObject({ decided_at: null, decision: null });
    expect(await lastEvent()).toMatchObject({
      type: 'job.created',
      message_id: place.messageId,
      job_id: job.id,
    });
    expect(begun(job)).toBe(0);
    expect(await entriesOf(job)).toEqual([]);
  });

  it('asks also when a person pressed for it themselves', async () => {
    const job = await ask(place, 'generate_video', { prompt: 'pressed' }, { confirmed: true });
    expect(job.status).toBe('awaiting_consent');
  });

  it('is made once it is approved, for the price that was shown', async () => {
    const job = await film();
    const approved = await approve(job);
    expect(approved).toMatchObject({ id: job.id, parameters: job.parameters });
    expect(approved.consent).toMatchObject({ decision: 'approved' });
    const done = await become(place.ownerId, job.id, 'complete', 'failed');
    expect(done).toMatchObject({ status: 'complete', cost_micros: 1_200_000, parameters: job.parameters });
    expect(await entriesOf(job)).toMatchObject([{ status: 'settled', reserved_micros: 1_200_000n }]);
    expect(begun(job)).toBe(1);
  });

  it('is made once however often and from wherever it is approved, also long after', async () => {
    const job = await film();
    const ids = await Promise.all(Array.from({ length: 8 }, () => approve(job).then(({ id }) => id)));
    expect(new Set(ids)).toEqual(new Set([job.id]));
    await become(place.ownerId, job.id, 'complete');
    expect(await approve(job)).toMatchObject({ id: job.id, status: 'complete' });
    expect(begun(job)).toBe(1);
    expect(await entriesOf(job)).toHaveLength(1);
  });
});

describe('what was denied', () => {
  it('is not made, whoever approves it afterwards', async () => {
    const job = await film();
    expect(await deny(job)).toMatchObject({ status: 'denied', consent: { decision: 'denied' } });
    expect(await lastEvent()).toMatchObject({ type: 'job.decided', job_id: job.id });
    expect(await deny(job)).toMatchObject({ status: 'denied' });
    expect(await code(approve(job))).toBe('jobs.already_decided');
    expect(await requireJob(place.ownerId, job.id)).toMatchObject({ status: 'denied' });
    expect(begun(job)).toBe(0);
    expect(await entriesOf(job)).toEqual([]);
  });

  it('is decided once when two devices answer differently at the same moment', async () => {
    const job = await film();
    const said = await Promise.all([code(approve(job)), code(deny(job))]);
    expect(said.sort()).toEqual(['done', 'jobs.already_decided']);
    const { status } = await become(place.ownerId, job.id, 'complete', 'denied');
    expect(begun(job)).toBe(status === 'complete' ? 1 : 0);
  });

  it('asks anew when it is tried again, as one new job with the same parameters', async () => {
    const job = await film();
    await deny(job);
    const retries = await Promise.all([1, 2, 3].map(() => retryJob(place.ownerId, job.id, 'web')));
    expect(new Set(retries.map(({ id }) => id)).size).toBe(1);
    expect(retries[0]).toMatchObject({ status: 'awaiting_consent', parameters: job.parameters });
    expect(retries[0]?.id).not.toBe(job.id);
  });
});

describe('what nobody decided in time', () => {
  it('cannot be approved any more, also before the worker noticed', async () => {
    const job = await film();
    await expire(job);
    expect(await code(approve(job))).toBe('jobs.consent_expired');
    expect(await requireJob(place.ownerId, job.id)).toMatchObject({
      status: 'expired',
      consent: { decision: 'expired' },
    });
    expect(await code(approve(job))).toBe('jobs.consent_expired');
    expect(begun(job)).toBe(0);
  });

  it('is closed and told of by the worker', async () => {
    const job = await film();
    const other = await film();
    await expire(job);
    expect(await expireConsents()).toBe(1);
    expect(await lastEvent()).toMatchObject({ type: 'job.decided', job_id: job.id });
    expect((await requireJob(place.ownerId, other.id)).status).toBe('awaiting_consent');
  });
});

describe('another person', () => {
  it('finds no job to decide, cancel, try again or read', async () => {
    const job = await film();
    const other = await createPerson();
    const attempts = [
      approveJob(other, job.id, 'web'),
      denyJob(other, job.id, 'web'),
      cancelJob(other, job.id),
      retryJob(other, job.id, 'web'),
      requireJob(other, job.id),
      approveJob(place.ownerId, newId(), 'web'),
    ];
    expect(await Promise.all(attempts.map(code))).toEqual(attempts.map(() => 'jobs.not_found'));
    expect(await requireJob(place.ownerId, job.id)).toEqual(job);
  });
});

describe('what else asks first', () => {
  const picture = (also = {}) =>
    ask(place, 'generate_image', { prompt: `fox ${newId()}`, count: 2 }, also).then(({ status }) => status);
  const prefer = (consent_above_micros: number) =>
    db().user.update({ where: { id: place.ownerId }, data: { preferences: { consent_above_micros } } });

  it('is what costs more than the person said, and was not pressed for by them', async () => {
    expect(await picture()).toBe('queued');
    await prefer(79_999);
    expect(await picture()).toBe('awaiting_consent');
    expect(await picture({ confirmed: true })).toBe('queued');
    await prefer(80_000);
    expect(await picture()).toBe('queued');
  });
});

describe('many small things in one answer', () => {
  const small = (runId: string | null) =>
    ask(place, 'generate_image', { prompt: `fox ${newId()}` }, { runId }).then(({ status }) => status);

  it('are asked about from where they cost together more than the person said, also all at once', async () => {
    const runId = newId();
    const said = await Promise.all([1, 2, 3, 4, 5].map(() => small(runId)));
    expect(said.filter((status) => status === 'queued')).toHaveLength(2);
    expect(said.filter((status) => status === 'awaiting_consent')).toHaveLength(3);
    // The next answer begins anew.
    expect(await small(newId())).toBe('queued');
  });
});

describe('somebody who steps in for who was chosen', () => {
  const usual = { ...PRICES };
  afterEach(() => void Object.assign(PRICES, usual));
  const mayStepIn = async (job: Job, micros: number) => {
    const who = await whoMayStepIn(await db().job.findUniqueOrThrow({ where: { id: job.id } }));
    PRICES.image = micros;
    return typeof who === 'function' ? who({} as Maker) : who;
  };

  it('costs no more than was said, or so little that nobody is asked; and nobody does for what was agreed to', async () => {
    const job = await ask(place, 'generate_image', { prompt: newId() });
    expect(await mayStepIn(job, 40_000)).toBe(true);
    expect(await mayStepIn(job, 100_000)).toBe(true);
    expect(await mayStepIn(job, 100_001)).toBe(false);
    Object.assign(PRICES, usual);
    const pressed = await ask(place, 'generate_image', { prompt: newId(), count: 4 }, { confirmed: true });
    expect(await mayStepIn(pressed, 40_000)).toBe(true);
    expect(await mayStepIn(pressed, 40_001)).toBe(false);
    const agreed = await approve(await film());
    expect(await mayStepIn(agreed, 1)).toBe(false);
  });
});

describe('what changed between the question and the answer', () => {
  const usual = { ...PRICES };
  afterEach(() => {
    Object.assign(PRICES, usual);
    turnMedia('true');
  });
  const turnMedia = (value: 'true' | 'false') => {
    const { DATABASE_URL, DATA_DIR, LOG_LEVEL } = env();
    overrideEnv({ DATABASE_URL, DATA_DIR, LOG_LEVEL, ENABLE_MEDIA_RESPONSES: value });
  };

  it('is the price: nothing is made for more than was shown, and it may be asked for anew', async () => {
    const job = await film();
    PRICES.video = 2_400_000;
    await expect(approve(job)).rejects.toMatchObject({
      ...{
        code: 'jobs.price_changed',
        publicMessage: expect.stringContaining('about $1.20, but by now it costs $2.40'),
      },
    });
    const ended = await requireJob(place.ownerId, job.id);
    expect(ended).toMatchObject({ status: 'failed', error: { code: 'jobs.price_changed', retryable: true } });
    expect(await lastEvent()).toMatchObject({ type: 'job.failed', job_id: job.id });
    expect(await code(approve(job))).toBe('jobs.already_decided');
    const again = await retryJob(place.ownerId, job.id, 'web');
    expect(again).toMatchObject({ status: 'awaiting_consent', quote_micros: 2_400_000 });
    PRICES.video = 600_000;
    expect(await approve(again)).toMatchObject({ quote_micros: 2_400_000 });
    expect(begun(job)).toBeLessThanOrEqual(1);
  });

  it('is that such things may not be made any more: neither approving nor trying again makes them', async () => {
    const [job, denied] = [await film(), await film()];
    await deny(denied);
    turnMedia('false');
    expect(await code(approve(job))).toBe('media.responses_off');
    expect(await code(retryJob(place.ownerId, denied.id, 'web'))).toBe('media.responses_off');
    expect(await requireJob(place.ownerId, job.id)).toMatchObject({ status: 'awaiting_consent' });
  });
});

describe('the same asked twice', () => {
  it('is one job while it is in flight, and a new one afterwards', async () => {
    const parameters = { prompt: `twice ${newId()}` };
    const jobs = await Promise.all([1, 2, 3, 4].map(() => ask(place, 'generate_video', parameters)));
    expect(new Set(jobs.map(({ id }) => id)).size).toBe(1);
    const [job] = jobs as [Job];
    const different = await ask(place, 'generate_video', { ...parameters, duration_seconds: 4 });
    expect(different.id).not.toBe(job.id);
    await approve(job);
    await become(place.ownerId, job.id, 'complete');
    const again = await ask(place, 'generate_video', parameters);
    expect(again.id).not.toBe(job.id);
  });
});

describe('a budget', () => {
  it('stops what would pass it, when it is asked for and when it is approved, with the figures', async () => {
    await db().budget.create({
      data: { id: newId(), scope: 'person', owner_id: place.ownerId, period: 'day', limit_micros: 100_000n },
    });
    const dear = { prompt: `dear ${newId()}`, count: 4 };
    const refusal = ask(place, 'generate_image', dear, { confirmed: true });
    await expect(refusal).rejects.toMatchObject({ code: 'ledger.budget_exceeded' });
    await expect(refusal).rejects.toThrow('$0.10');
    expect(await db().job.count({ where: { owner_id: place.ownerId } })).toBe(0);
    const job = await film();
    expect(await code(approve(job))).toBe('ledger.budget_exceeded');
    expect(await requireJob(place.ownerId, job.id)).toEqual(job);
    expect(begun(job)).toBe(0);
  });
});
