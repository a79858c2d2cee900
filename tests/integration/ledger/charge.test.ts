import { beforeEach, expect, it } from 'vitest';
import { readAudit } from '@/lib/accounts';
import { releaseCharge, reserveCharge, settleCharge } from '@/lib/flows/charge';
import type { Charge } from '@/lib/ledger';
import { inTransaction } from '@/lib/platform/transaction';
import { createPerson, useTestDatabase } from '@/tests/support/integration';
import { aCharge, auditedMicros, sums } from '@/tests/support/ledger';

useTestDatabase();

let ada: string;
beforeEach(async () => {
  ada = await createPerson();
});

const done = (outcome: 'complete' | 'partial' = 'complete') => ({
  audit: { tool: 'generate_image', outcome, parameters: { prompt: 'a fox', apiKey: 'sk-secret' } },
});
const undone = (outcome: 'failed' | 'cancelled') => ({
  audit: { tool: 'generate_image', outcome, error: 'models.timed_out', parameters: { prompt: 'a fox' } },
});
const settle = ({ key, ownerId }: Charge, amountMicros: number) =>
  settleCharge(key, { ownerId, amountMicros, isEstimate: true, usage: { images: 1 }, ...done() });
const release = ({ key, ownerId }: Charge) => releaseCharge(key, { ownerId, ...undone('failed') });

it('notes who had what made, by which model, from what and at which cost', async () => {
  const [made, not] = [aCharge(ada, 40_000), aCharge(ada, 10_000)];
  await reserveCharge(made);
  await reserveCharge(not);
  expect(await settle(made, 39_000)).toBe(true);
  expect(await release(not)).toBe(true);
  const lines = (await readAudit({ limit: 10 })).filter(({ ownerId }) => ownerId === ada);
  expect(lines).toMatchObject([
    {
      action: 'generation.failed',
      subject: not.subject.id,
      details: { outcome: 'failed', error: 'models.timed_out', cost_micros: 0, key: not.key },
    },
    {
      action: 'generation.completed',
      subject: made.subject.id,
      details: {
        ...{ tool: 'generate_image', kind: 'image', model: 'openai/gpt-image-2', outcome: 'complete' },
        ...{ cost_micros: 39_000, is_estimate: true, key: made.key, conversation_id: null },
        parameters: { prompt: 'a fox', apiKey: 'not kept' },
      },
    },
  ]);
});

it('charges nothing and notes nothing when the transaction it is in does not end well', async () => {
  const charge = aCharge(ada, 40_000);
  await reserveCharge(charge);
  const broken = inTransaction(async (tx) => {
    await settleCharge(
      charge.key,
      { ownerId: ada, amountMicros: 5, isEstimate: true, usage: null, ...done() },
      tx,
    );
    throw new Error('killed here');
  });
  await expect(broken).rejects.toThrow('killed');
  expect(await sums(ada)).toEqual({ reserved: 40_000, settled: 0, entries: 1 });
  expect(await auditedMicros(ada)).toBe(0);
});

it('keeps the sums of ledger and audit log equal, whatever ends twice, at once, or in the middle', async () => {
  const charges = Array.from({ length: 60 }, () => aCharge(ada, Math.floor(Math.random() * 50_000)));
  await Promise.all(charges.map((charge) => reserveCharge(charge)));
  let settledTotal = 0;
  const end = async (charge: Charge) => {
    const amount = Math.floor(Math.random() * 90_000);
    const pick = Math.random();
    if (pick < 0.3) await release(charge);
    else if (pick < 0.5)
      await inTransaction(async (tx) => {
        const audit = done('partial');
        await settleCharge(
          charge.key,
          { ownerId: ada, amountMicros: amount, isEstimate: false, usage: null, ...audit },
          tx,
        );
        throw new Error('killed here');
      }).catch(() => {});
    else if (await settle(charge, amount)) settledTotal += amount;
  };
  await Promise.all([...charges, ...charges, ...charges].map(end));
  const { settled } = await sums(ada);
  expect(settled).toBe(settledTotal);
  expect(settled).toBeGreaterThan(0);
  expect(await auditedMicros(ada)).toBe(settled);
}, 60_000);
