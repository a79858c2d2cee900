import { beforeEach, expect, it } from 'vitest';
import type { ChargeKind } from '@/lib/contracts';
import { createConversation } from '@/lib/flows/create-conversation';
import { recoverReservations } from '@/lib/flows/recover-reservations';
import { newId } from '@/lib/kernel';
import { reserve, type Subject } from '@/lib/ledger';
import { db } from '@/lib/platform/db';
import { createPerson, useTestDatabase } from '@/tests/support/integration';
import { aCharge, auditedMicros, sums } from '@/tests/support/ledger';

useTestDatabase();

let ada: string;
let conversationId: string;
beforeEach(async () => {
  await db().ledgerEntry.deleteMany();
  ada = await createPerson();
  conversationId = (await createConversation({ ownerId: ada, origin: null })).id;
});

const minutes = (ago: number) => new Date(Date.now() - ago * 60_000);

async function reserveFor(type: Subject['type'], id: string, name: string, minutesAgo = 5) {
  const kind: ChargeKind = 'text';
  const charge = aCharge(ada, 10_000, { key: `${name}:${id}:1`, kind, subject: { type, id } });
  await reserve(charge, []);
  await db().ledgerEntry.update({ where: { key: charge.key }, data: { created_at: minutes(minutesAgo) } });
  return charge.key;
}

async function createRun(status: string, endedAgo: number | null): Promise<string> {
  const id = newId();
  await db().run.create({
    data: {
      ...{ id, conversation_id: conversationId, owner_id: ada, message_id: newId(), model: 'm', status },
      finished_at: endedAgo === null ? null : minutes(endedAgo),
    },
  });
  return id;
}

async function createJob(status: string, endedAgo: number | null): Promise<string> {
  const id = newId();
  await db().job.create({
    data: {
      ...{ id, conversation_id: conversationId, owner_id: ada, purpose: 'message', tool: 'edit_image' },
      ...{ title: 'a fox', parameters: {}, identity: id, status },
      finished_at: endedAgo === null ? null : minutes(endedAgo),
    },
  });
  return id;
}

const statusOf = async (key: string) => (await db().ledgerEntry.findUniqueOrThrow({ where: { key } })).status;

it('gives back what was set aside for what has ended or is not there, and notes it', async () => {
  const run = await reserveFor('run', await createRun('failed', 2), 'run');
  const job = await reserveFor('job', await createJob('complete', 2), 'job');
  const gone = [await reserveFor('run', newId(), 'run'), await reserveFor('job', newId(), 'job')];
  const assets = [
    await reserveFor('asset', newId(), 'transcript', 61),
    await reserveFor('message', newId(), 'summary', 61),
  ];
  expect(await recoverReservations()).toBe(6);
  for (const key of [run, job, ...gone, ...assets]) expect(await statusOf(key)).toBe('released');
  expect(await recoverReservations()).toBe(0);
  const notes = await db().auditEntry.findMany({ where: { owner_id: ada, action: 'generation.abandoned' } });
  const tools = notes.map(({ details }) => (details as { tool: string }).tool);
  expect(tools.sort()).toEqual(['answer', 'answer', 'edit_image', 'summary', 'transcription', 'unknown']);
  expect(await auditedMicros(ada)).toBe((await sums(ada)).settled);
});

it('leaves what may still be settled', async () => {
  const kept = [
    await reserveFor('run', await createRun('streaming', null), 'run', 500),
    await reserveFor('job', await createJob('running', null), 'job', 500),
    await reserveFor('job', await createJob('awaiting_consent', null), 'job', 500),
    // Just ended: its process writes now what it came to.
    await reserveFor('run', await createRun('complete', 0.5), 'run', 500),
    await reserveFor('job', await createJob('complete', 0.5), 'job', 500),
    // Set aside before the run is written.
    await reserveFor('run', newId(), 'run', 0.5),
    await reserveFor('asset', newId(), 'transcript', 59),
  ];
  expect(await recoverReservations()).toBe(0);
  for (const key of kept) expect(await statusOf(key)).toBe('reserved');
});
