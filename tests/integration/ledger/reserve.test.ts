import { beforeEach, describe, expect, it } from 'vitest';
import { extend, release, reserve, settle } from '@/lib/ledger';
import { db } from '@/lib/platform/db';
import { inTransaction } from '@/lib/platform/transaction';
import { createPerson, useTestDatabase } from '@/tests/support/integration';
import { aCharge, setBudgets, sums } from '@/tests/support/ledger';

useTestDatabase();

let ada: string;
let bob: string;
const ended = { isEstimate: false, usage: null };
const refused = { code: 'ledger.budget_exceeded', kind: 'forbidden', retryable: false };

beforeEach(async () => {
  [ada, bob] = [await createPerson(), await createPerson()];
  await db().ledgerEntry.deleteMany();
  await setBudgets();
});

const count = (results: PromiseSettledResult<void>[]) =>
  results.filter(({ status }) => status === 'fulfilled').length;
const attempt = (charges: Parameters<typeof reserve>[0][], defaults: Parameters<typeof reserve>[1] = []) =>
  Promise.allSettled(charges.map((charge) => reserve(charge, defaults)));
const many = (owner: string, amount: number, length = 200) =>
  Array.from({ length }, () => aCharge(owner, amount));

describe('an amount set aside', () => {
  it('is settled once, with what it came to, be it more', async () => {
    const charge = aCharge(ada, 40_000);
    await reserve(charge, []);
    expect(await sums(ada)).toEqual({ reserved: 40_000, settled: 0, entries: 1 });
    const settlement = {
      ownerId: ada,
      amountMicros: 55_000,
      ...ended,
      model: 'google/other',
      usage: { images: 1 },
    };
    expect(await settle(charge.key, settlement)).toMatchObject({
      ...{ kind: 'image', model: 'google/other', costMicros: 55_000, subject: charge.subject },
    });
    expect(await settle(charge.key, settlement)).toBeNull();
    expect(await release(charge.key, { ownerId: ada })).toBeNull();
    expect(await sums(ada)).toEqual({ reserved: 0, settled: 55_000, entries: 1 });
    expect(await db().ledgerEntry.findFirst()).toMatchObject({ is_estimate: false, usage: { images: 1 } });
  });

  it('is released once', async () => {
    const charge = aCharge(ada, 40_000);
    await reserve(charge, []);
    expect(await release(charge.key, { ownerId: ada })).toMatchObject({ costMicros: 0 });
    expect(await release(charge.key, { ownerId: ada })).toBeNull();
    expect(await settle(charge.key, { ownerId: ada, amountMicros: 1, ...ended })).toBeNull();
    expect(await sums(ada)).toEqual({ reserved: 0, settled: 0, entries: 1 });
  });

  it('is one under one key, however often it is asked for at once', async () => {
    const charge = aCharge(ada, 40_000);
    await attempt(Array.from({ length: 20 }, () => charge));
    await setBudgets({ scope: 'person', period: 'day', limit_micros: 50_000 });
    expect(count(await attempt(Array.from({ length: 20 }, () => charge)))).toBe(20);
    expect(await sums(ada)).toEqual({ reserved: 40_000, settled: 0, entries: 1 });
  });

  it("is not ended by somebody else's hand", async () => {
    const charge = aCharge(ada, 40_000);
    await reserve(charge, []);
    expect(await settle(charge.key, { ownerId: bob, amountMicros: 0, ...ended })).toBeNull();
    expect(await release(charge.key, { ownerId: bob })).toBeNull();
    expect((await sums(ada)).reserved).toBe(40_000);
  });

  it('is a whole number of millionths, never less than expected', async () => {
    await reserve(aCharge(ada, 0.2), []);
    expect((await sums(ada)).reserved).toBe(1);
    await reserve(aCharge(bob, 9_000_000_000_000), []);
    expect((await sums(bob)).reserved).toBe(9_000_000_000_000);
    for (const nonsense of [-1, Number.NaN, Number.POSITIVE_INFINITY])
      await expect(reserve(aCharge(ada, nonsense), [])).rejects.toThrow(RangeError);
  });

  it('is raised while it is set aside, and by nobody else', async () => {
    const charge = aCharge(ada, 40_000);
    await reserve(charge, []);
    await extend(charge.key, { ownerId: ada, moreMicros: 2_000 }, []);
    await extend(charge.key, { ownerId: bob, moreMicros: 2_000 }, []);
    expect((await sums(ada)).reserved).toBe(42_000);
    await settle(charge.key, { ownerId: ada, amountMicros: 1_000, ...ended });
    await extend(charge.key, { ownerId: ada, moreMicros: 2_000 }, []);
    expect(await sums(ada)).toEqual({ reserved: 0, settled: 1_000, entries: 1 });
  });

  it('goes with the transaction it belongs to', async () => {
    const charge = aCharge(ada, 40_000);
    const failed = inTransaction(async (tx) => {
      await reserve(charge, [], tx);
      throw new Error('the rest did not work');
    });
    await expect(failed).rejects.toThrow('the rest');
    expect((await sums(ada)).entries).toBe(0);
  });
});

describe('a budget', () => {
  it('of each person is never passed, however many ask at once', async () => {
    await setBudgets({ scope: 'person', period: 'day', limit_micros: 100_000 });
    const results = await attempt([...many(ada, 3_000, 100), ...many(bob, 3_000, 100)]);
    expect(count(results)).toBe(66);
    expect((await sums(ada)).reserved).toBe(99_000);
    expect((await sums(bob)).reserved).toBe(99_000);
  }, 60_000);

  it('of everyone together is never passed, also where each sets aside and settles at once', async () => {
    await setBudgets(
      { scope: 'everyone', period: 'month', limit_micros: 100_000 },
      { scope: 'person', period: 'day', limit_micros: 70_000 },
    );
    const use = async (owner: string) => {
      const charge = aCharge(owner, 7_000);
      await reserve(charge, []);
      if (Math.random() < 0.5) await settle(charge.key, { ownerId: owner, amountMicros: 7_000, ...ended });
    };
    const results = await Promise.allSettled(Array.from({ length: 200 }, (_, n) => use(n % 2 ? ada : bob)));
    expect(count(results)).toBe(14);
    const [of, and] = [await sums(ada), await sums(bob)];
    expect(of.reserved + of.settled + and.reserved + and.settled).toBe(98_000);
  }, 60_000);

  it('is never passed by what goes on, however much goes on at once', async () => {
    await setBudgets({ scope: 'person', period: 'day', limit_micros: 100_000 });
    const charges = many(ada, 3_000, 10);
    await attempt(charges);
    const more = () => charges.map(({ key }) => extend(key, { ownerId: ada, moreMicros: 4_000 }, []));
    const results = await Promise.allSettled([...more(), ...more()]);
    expect(count(results)).toBe(17);
    expect((await sums(ada)).reserved).toBe(98_000);
    await expect(
      extend(charges[0]?.key ?? '', { ownerId: ada, moreMicros: 4_000 }, []),
    ).rejects.toMatchObject(refused);
  });

  it('is exact inside longer transactions as well', async () => {
    await setBudgets({ scope: 'person', period: 'day', limit_micros: 10_000 });
    const results = await Promise.allSettled(
      many(ada, 3_000, 20).map((charge) =>
        inTransaction(async (tx) => {
          await reserve(charge, [], tx);
          await tx.$queryRaw`select pg_sleep(0.01)::text`;
        }),
      ),
    );
    expect(count(results)).toBe(3);
  });

  it('of a person goes before that of each, be it more or less', async () => {
    await setBudgets(
      { scope: 'person', period: 'day', limit_micros: 10_000 },
      { scope: 'person', period: 'day', limit_micros: 100_000, owner_id: ada },
    );
    await reserve(aCharge(ada, 50_000), []);
    await expect(reserve(aCharge(bob, 50_000), [])).rejects.toMatchObject(refused);
  });

  it('of the configuration holds until the database has one', async () => {
    const defaults = [{ scope: 'person', period: 'day', limit_micros: 10_000 }] as const;
    expect(count(await attempt(many(ada, 4_000, 10), [...defaults]))).toBe(2);
    await setBudgets({ scope: 'person', period: 'day', limit_micros: 100_000 });
    await reserve(aCharge(ada, 50_000), [...defaults]);
    await setBudgets({ scope: 'person', period: 'month', limit_micros: 1_000_000 });
    await expect(reserve(aCharge(ada, 1), [...defaults])).rejects.toMatchObject(refused);
  });

  it('is used up by what was spent, not by what was given back, and says how much is left', async () => {
    await setBudgets({ scope: 'person', period: 'day', limit_micros: 100_000 });
    const [spent, back] = [aCharge(ada, 60_000), aCharge(ada, 40_000)];
    await reserve(spent, []);
    await reserve(back, []);
    await settle(spent.key, { ownerId: ada, amountMicros: 80_000, ...ended });
    await expect(reserve(aCharge(ada, 40_000), [])).rejects.toMatchObject(refused);
    await release(back.key, { ownerId: ada });
    await expect(reserve(aCharge(ada, 40_000), [])).rejects.toMatchObject({
      publicMessage:
        'This would cost about $0.04, and $0.02 of your $0.10 for today is left. Ask the administrator, or wait until tomorrow.',
    });
    await reserve(aCharge(ada, 20_000), []);
    expect((await sums(ada)).entries).toBe(3);
  });

  it('begins anew with the day, or the month, of UTC', async () => {
    await setBudgets({ scope: 'person', period: 'day', limit_micros: 100_000 });
    await reserve(aCharge(ada, 90_000), []);
    const moveBefore = (period: string) => db().$executeRaw`
      update ledger_entries set created_at =
        (date_trunc(${period}, now() at time zone 'UTC') at time zone 'UTC') - interval '1 millisecond'`;
    await moveBefore('day');
    await reserve(aCharge(ada, 90_000), []);
    await db().ledgerEntry.deleteMany();
    await setBudgets({ scope: 'person', period: 'month', limit_micros: 100_000 });
    await reserve(aCharge(ada, 90_000), []);
    await expect(reserve(aCharge(ada, 90_000), [])).rejects.toMatchObject(refused);
    await moveBefore('month');
    await reserve(aCharge(ada, 90_000), []);
  });

  it('never stands in the way of what costs nothing', async () => {
    await setBudgets({ scope: 'everyone', period: 'day', limit_micros: 0 });
    await reserve(aCharge(ada, 0), [{ scope: 'person', period: 'day', limit_micros: 0 }]);
    await expect(reserve(aCharge(ada, 1), [])).rejects.toMatchObject(refused);
    expect((await sums(ada)).entries).toBe(1);
  });
});

it('is one statement where there are no budgets', async () => {
  const statements: string[] = [];
  const spied = {
    $queryRaw(query: { sql: string }) {
      statements.push(query.sql);
      return db().$queryRaw(query as never);
    },
  };
  await reserve(aCharge(ada, 40_000), [], spied as never);
  expect(statements).toHaveLength(1);
  expect(statements[0]).not.toContain('lock');
});
