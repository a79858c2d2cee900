import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { Model, Run } from '@/lib/contracts';
import { AnswerCharge } from '@/lib/flows/run/answer-charge';
import { AnswerRecord } from '@/lib/flows/run/answer-record';
import type { RunRequest } from '@/lib/flows/run/run-request';
import { newId } from '@/lib/kernel';
import { listModels } from '@/lib/models';
import { db } from '@/lib/platform/db';
import { createPerson, useTestDatabase } from '@/tests/support/integration';
import { auditedMicros, sums } from '@/tests/support/ledger';

useTestDatabase({ OPENAI_API_KEY: 'a-key' });

let ownerId: string;
/** Prices are known of what is on offer. */
beforeAll(async () => void (await listModels()));
beforeEach(async () => {
  ownerId = await createPerson();
});

/** An answer of a model that only draws, which reports nothing of what was used. */
async function answer(pictures: number, status: 'complete' | 'cancelled') {
  const model = { id: 'openai/gpt-image-2', name: 'Drawer', output: { text: false, image: true } } as Model;
  const run = { id: newId(), conversation_id: newId(), message_id: newId() } as Run;
  const charge = new AnswerCharge({ ownerId, run, model } as RunRequest);
  await charge.reserve({ characters: 40, pictures: 0 });
  const record = new AnswerRecord(model);
  record.files = pictures;
  await charge.end(record, status, null);
  const entry = await db().ledgerEntry.findFirstOrThrow({ where: { subject_id: run.id } });
  return { kind: entry.kind, status: entry.status, micros: Number(entry.settled_micros ?? 0) };
}

it('charges what was drawn by the picture, also where the answer was stopped after it', async () => {
  const one = await answer(1, 'complete');
  expect(one).toMatchObject({ kind: 'image', status: 'settled' });
  expect(one.micros).toBeGreaterThan(10_000);
  const two = await answer(2, 'cancelled');
  expect(two.status).toBe('settled');
  expect(two.micros).toBeGreaterThan(one.micros * 1.9);
  expect(await auditedMicros(ownerId)).toBe((await sums(ownerId)).settled);
});

it('gives everything back when it was stopped before', async () => {
  expect(await answer(0, 'cancelled')).toEqual({ kind: 'image', status: 'released', micros: 0 });
});
