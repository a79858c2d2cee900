import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  appendTurn,
  closeRun,
  findRun,
  insertConversation,
  readMessages,
  type Turn,
} from '@/lib/conversation';
import { keepHeartbeat } from '@/lib/flows/keep-heartbeat';
import { createReaper, reapRuns } from '@/lib/flows/reap-runs';
import { LiveRun, processName, registerRun } from '@/lib/generation';
import { newId } from '@/lib/kernel';
import { db } from '@/lib/platform/db';
import { createPerson, useTestDatabase } from '../support/integration';
import { waitFor } from '../support/wait-for';

useTestDatabase();

const DEAD_PID = 4_194_304;
const deadHolder = processName().replace(/:\d+:/, `:${DEAD_PID}:`);
let ownerId: string;
let conversationId: string;

beforeEach(async () => {
  await db().$executeRaw`delete from runs`;
  [ownerId, conversationId] = [await createPerson(), newId()];
  await insertConversation({ id: conversationId, ownerId, title: null, model: null, origin: null });
});

async function startRun(holder: string, silentS: number): Promise<Turn> {
  const turn = await appendTurn({
    ownerId,
    conversationId,
    messageId: newId(),
    agentMessageId: newId(),
    runId: newId(),
    content: 'hello',
    assetIds: [],
    messageType: 'text',
    mediaUrl: null,
    parentId: undefined,
    channel: 'web',
    silent: false,
    toolCall: null,
    model: 'studio/studio',
    holder,
    title: null,
    origin: null,
  });
  await db().$executeRaw`
    update runs set heartbeat_at = now() - make_interval(secs => ${silentS}::float8) where id = ${turn.run.id}::uuid`;
  return turn;
}

const statusOf = async (turn: Turn) => (await findRun(ownerId, turn.run.id))?.status;

const saveFrames = (turn: Turn, frames: string) => db().$executeRaw`
  insert into run_chunks (run_id, seq_from, seq_to, frames) values (${turn.run.id}::uuid, 1, 1, ${frames})`;

describe('a reaper', () => {
  it('closes what a dead process held at once, and what is silent elsewhere after 15 s', async () => {
    const [dead, silent, living] = [
      await startRun(deadHolder, 0),
      await startRun('elsewhere:1:1', 16),
      await startRun('elsewhere:1:1', 10),
    ];
    await saveFrames(dead, 'id: 1\ndata: {"type":"text-delta","id":"1","delta":"so far"}\n\n');
    expect(await reapRuns()).toBe(2);
    expect(await Promise.all([dead, silent, living].map(statusOf))).toEqual(['partial', 'failed', 'pending']);
    const [message] = await readMessages(ownerId, [dead.agentMessage.id]);
    expect(message).toMatchObject({ content: 'so far', metadata: { error: { retryable: true } } });
  });

  it('counts as silence only what it watched itself, so that a sleeping machine loses no answer', async () => {
    const run = await startRun('elsewhere:1:1', 3_600);
    let now = 1_000_000;
    const reap = createReaper({ now: () => now });
    const watch = async (seconds: number) => {
      let closed = 0;
      for (const end = now + seconds * 1_000; now < end; now += 2_000) closed += await reap();
      return closed;
    };
    expect(await watch(14)).toBe(0);
    // The lid was closed for an hour; on waking, the holder has not yet had its turn.
    now += 3_600_000;
    expect(await watch(14)).toBe(0);
    expect(await statusOf(run)).toBe('pending');
    expect(await watch(4)).toBe(1);
    expect(await statusOf(run)).toBe('failed');
  });

  it('starts to watch anew after the database was away', async () => {
    await startRun('elsewhere:1:1', 3_600);
    let now = 1_000_000;
    const reap = createReaper({ now: () => now });
    for (; now < 1_016_000; now += 4_000) expect(await reap()).toBe(0);
    const away = vi
      .spyOn(db(), '$queryRaw')
      .mockImplementationOnce((() => Promise.reject(new Error('away'))) as never);
    await expect(reap()).rejects.toThrow('away');
    away.mockRestore();
    expect(await reap()).toBe(0);
  });

  it('closes the others when one cannot be closed', async () => {
    const [broken, other] = [await startRun(deadHolder, 60), await startRun(deadHolder, 30)];
    await saveFrames(broken, 'id: 1\ndata: {"type":"text-del\n\n');
    vi.spyOn(process.stderr, 'write').mockReturnValueOnce(true);
    expect(await reapRuns()).toBe(1);
    expect(await Promise.all([broken, other].map(statusOf))).toEqual(['pending', 'failed']);
  });

  it('closes all in one round, however many there are', async () => {
    await db().$executeRaw`
      insert into runs (id, conversation_id, owner_id, message_id, model, status, holder, heartbeat_at)
      select gen_random_uuid(), ${conversationId}::uuid, ${ownerId}::uuid, gen_random_uuid(), 'm', 'streaming',
        ${deadHolder}, now() - interval '1 day'
      from generate_series(1, 450)`;
    expect(await reapRuns()).toBe(450);
  });

  it('finds the open runs without looking at all that ever were', async () => {
    await db().$executeRaw`
      insert into runs (id, conversation_id, owner_id, message_id, model, status)
      select gen_random_uuid(), ${conversationId}::uuid, ${ownerId}::uuid, gen_random_uuid(), 'm', 'complete'
      from generate_series(1, 5000)`;
    await db().$executeRaw`analyze runs`;
    const plan = await db().$queryRaw<{ 'QUERY PLAN': string }[]>`
      explain select id from runs where status in ('pending', 'streaming') order by heartbeat_at limit 200`;
    expect(JSON.stringify(plan)).toContain('runs_open_idx');
  });
});

describe('the holder of a run', () => {
  it('hears that its run is over, and stops asking the model', async () => {
    vi.useFakeTimers({ toFake: ['setInterval'] });
    try {
      keepHeartbeat();
      const [open, closed] = [await startRun(processName(), 60), await startRun(processName(), 60)];
      const [live, lost] = [open, closed].map(
        (turn) => new LiveRun(turn.run.id, ownerId, { persist: false }),
      );
      for (const run of [live, lost]) if (run) registerRun(run);
      const end = { status: 'partial', content: null, metadata: {}, error: null } as const;
      await closeRun(ownerId, { id: closed.run.id, messageId: closed.agentMessage.id }, end);
      vi.advanceTimersByTime(3_000);
      await waitFor(() => lost?.controller.signal.aborted);
      expect(live?.controller.signal.aborted).toBe(false);
      expect(await reapRuns()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});
