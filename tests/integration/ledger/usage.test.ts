import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as budgetsRoute from '@/app/api/admin/budgets/route';
import * as everyoneRoute from '@/app/api/admin/usage/route';
import * as everyoneCsvRoute from '@/app/api/admin/usage.csv/route';
import * as usageRoute from '@/app/api/usage/route';
import * as csvRoute from '@/app/api/usage.csv/route';
import { budgetsSchema, type Usage, usageSchema } from '@/lib/contracts';
import { newId } from '@/lib/kernel';
import { reserve, settle } from '@/lib/ledger';
import { db } from '@/lib/platform/db';
import { call } from '@/tests/support/accounts';
import { useTestDatabase } from '@/tests/support/integration';
import { aCharge, type Caller, createCaller, setBudgets } from '@/tests/support/ledger';

useTestDatabase();

let ada: Caller;
let bob: Caller;
let admin: Caller;

beforeAll(async () => {
  ada = await createCaller('Ada', 'member');
  bob = await createCaller('=HYPERLINK("evil")', 'member');
  admin = await createCaller('Root', 'admin');
});
beforeEach(async () => {
  await db().ledgerEntry.deleteMany();
  await setBudgets();
});

async function spend(
  who: Caller,
  amountMicros: number,
  { daysAgo = 0, ...given }: Partial<Parameters<typeof reserve>[0]> & { daysAgo?: number } = {},
) {
  const charge = aCharge(who.id, amountMicros, given);
  await reserve(charge, []);
  const usage = { input_tokens: 12, images: 1 };
  await settle(charge.key, { ownerId: who.id, amountMicros, isEstimate: false, usage });
  await db().$executeRaw`update ledger_entries
    set created_at = created_at - ${daysAgo} * interval '1 day' where key = ${charge.key}`;
  return charge;
}

type Handler = Parameters<typeof call>[0];
async function read(route: { GET: Handler }, who: Caller, query = ''): Promise<Usage> {
  const response = await call(route.GET, `/api/usage${query}`, { headers: who.headers });
  expect(response.status).toBe(200);
  return usageSchema.parse(await response.json());
}
async function readCsv(route: { GET: Handler }, who: Caller, query = '') {
  const response = await call(route.GET, `/api/usage.csv${query}`, { headers: who.headers });
  expect(response.headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/);
  expect(response.headers.get('content-disposition')).toMatch(
    /^attachment; filename="usage-[\d-]+days\.csv"$/,
  );
  return (await response.text()).split('\r\n');
}
const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);

describe('what a person spent', () => {
  it('is summed by kind, model and day', async () => {
    await spend(ada, 40_000, { daysAgo: 1 });
    await spend(ada, 60_000);
    await spend(ada, 0, { model: 'studio/studio' });
    await spend(ada, 1_500, { kind: 'text', model: 'openai/gpt-5' });
    await reserve(aCharge(ada.id, 7_000), []);
    const usage = await read(usageRoute, ada, '?days=7');
    expect(usage.total).toEqual({ calls: 4, cost_micros: 101_500 });
    expect(usage.by_kind).toEqual([
      { kind: 'image', calls: 3, cost_micros: 100_000 },
      { kind: 'text', calls: 1, cost_micros: 1_500 },
    ]);
    expect(usage.by_model).toEqual([
      { model: 'openai/gpt-image-2', kind: 'image', calls: 2, cost_micros: 100_000 },
      { model: 'openai/gpt-5', kind: 'text', calls: 1, cost_micros: 1_500 },
      { model: 'studio/studio', kind: 'image', calls: 1, cost_micros: 0 },
    ]);
    expect(usage.by_day).toEqual([
      { day: day(1), kind: 'image', calls: 1, cost_micros: 40_000 },
      { day: day(0), kind: 'image', calls: 2, cost_micros: 60_000 },
      { day: day(0), kind: 'text', calls: 1, cost_micros: 1_500 },
    ]);
    expect(usage.reserved_micros).toBe(7_000);
  });

  it('ends where the range does', async () => {
    await spend(ada, 40_000, { daysAgo: 7 });
    await spend(ada, 1_000, { daysAgo: 6 });
    expect((await read(usageRoute, ada, '?days=7')).total.cost_micros).toBe(1_000);
    expect((await read(usageRoute, ada)).total.cost_micros).toBe(41_000);
    const wrong = await call(usageRoute.GET, '/api/usage?days=0', { headers: ada.headers });
    expect(wrong.status).toBe(400);
  });

  it('comes with the budgets that hold for them, and how much is gone', async () => {
    await setBudgets(
      { scope: 'person', period: 'day', limit_micros: 100_000 },
      { scope: 'person', period: 'month', limit_micros: 900_000, owner_id: ada.id },
    );
    await spend(ada, 30_000);
    await reserve(aCharge(ada.id, 5_000), []);
    await spend(bob, 99_000);
    expect((await read(usageRoute, ada)).budgets).toEqual([
      { scope: 'person', period: 'day', limit_micros: 100_000, spent_micros: 35_000 },
      { scope: 'person', period: 'month', limit_micros: 900_000, spent_micros: 35_000 },
    ]);
  });
});

describe('what another person spent', () => {
  it('is seen by nobody but administrators, in no sum and no table', async () => {
    await setBudgets({ scope: 'everyone', period: 'day', limit_micros: 10_000_000 });
    const charge = await spend(bob, 77_000);
    await reserve(aCharge(bob.id, 1_000), []);
    const usage = await read(usageRoute, ada);
    expect(usage).toMatchObject({
      total: { calls: 0, cost_micros: 0 },
      by_kind: [],
      by_model: [],
      by_day: [],
    });
    expect(usage).toMatchObject({ reserved_micros: 0, budgets: [] });
    expect(usage.by_person).toBeUndefined();
    expect((await readCsv(csvRoute, ada)).join()).not.toContain(charge.key);
    // The administrator's own page is about the administrator alone.
    expect((await read(usageRoute, admin)).total.calls).toBe(0);
  });

  it('is summed for administrators, by person', async () => {
    await setBudgets({ scope: 'everyone', period: 'day', limit_micros: 10_000_000 });
    await spend(bob, 77_000);
    await spend(ada, 3_000);
    const usage = await read(everyoneRoute, admin);
    expect(usage.total).toEqual({ calls: 2, cost_micros: 80_000 });
    expect(usage.by_person).toEqual([
      { owner_id: bob.id, name: '=HYPERLINK("evil")', calls: 1, cost_micros: 77_000 },
      { owner_id: ada.id, name: 'Ada', calls: 1, cost_micros: 3_000 },
      { owner_id: admin.id, name: 'Root', calls: 0, cost_micros: 0 },
    ]);
    expect(usage.budgets).toEqual([
      { scope: 'everyone', period: 'day', limit_micros: 10_000_000, spent_micros: 80_000 },
    ]);
  });

  it('is not there for members', async () => {
    const budgets = { budgets: [] };
    for (const [handler, body] of [
      [everyoneRoute.GET],
      [everyoneCsvRoute.GET],
      [budgetsRoute.GET],
      [budgetsRoute.PUT, budgets],
    ] as [Handler, unknown][]) {
      const asked = { headers: ada.headers, ...(body !== undefined && { body, method: 'PUT' }) };
      const response = await call(handler, '/api/admin/usage', asked);
      expect(response.status).toBe(404);
      expect((await response.json()).error.code).toBe('request.not_found');
      expect((await call(handler, '/api/admin/usage', { ...asked, headers: {} })).status).toBe(401);
    }
  });
});

describe('the table', () => {
  it('has a row for each entry, oldest first, with what it came to', async () => {
    const first = await spend(ada, 40_000, { daysAgo: 2, conversationId: newId() });
    const second = aCharge(ada.id, 7_000);
    await reserve(second, []);
    const [header, ...rows] = await readCsv(csvRoute, ada);
    expect(header).toBe(
      'time,kind,model,status,cost_usd,reserved_usd,is_estimate,key,conversation_id,input_tokens,output_tokens,images,seconds,characters,requests',
    );
    expect(rows).toEqual([
      expect.stringMatching(
        new RegExp(
          `^${day(2)}T[\\d:.]+Z,image,openai/gpt-image-2,settled,0.040000,,false,${first.key},${first.conversationId},12,,1,,,$`,
        ),
      ),
      expect.stringMatching(
        new RegExp(`^${day(0)}T[\\d:.]+Z,image,openai/gpt-image-2,reserved,,0.007000,,${second.key},,,,,,,$`),
      ),
      '',
    ]);
  });

  it('names people for administrators, and lets no spreadsheet run their names', async () => {
    await spend(bob, 77_000);
    const [header, row] = await readCsv(everyoneCsvRoute, admin);
    expect(header).toMatch(/^name,email,time,/);
    expect(row).toMatch(/^"'=HYPERLINK\(""evil""\)",[0-9a-f-]+@example\.org,/);
  });

  it('is whole over many batches, also where entries were begun in the same moment', async () => {
    const at = new Date(Date.now() - 1_000);
    await db().ledgerEntry.createMany({
      data: Array.from({ length: 2_345 }, (_, n) => ({
        ...{ id: newId(), owner_id: ada.id, key: `many:${n}`, kind: 'text', model: 'm', subject_type: 'run' },
        ...{ subject_id: newId(), status: 'settled', reserved_micros: 1, settled_micros: 1, created_at: at },
      })),
    });
    const rows = await readCsv(csvRoute, ada);
    const keys = rows.map((row) => /many:\d+/.exec(row)?.[0]).filter(Boolean);
    expect(keys).toHaveLength(2_345);
    expect(new Set(keys).size).toBe(2_345);
  });
});

describe('budgets', () => {
  const put = (budgets: unknown[]) =>
    call(budgetsRoute.PUT, '/api/admin/budgets', {
      headers: admin.headers,
      body: { budgets },
      method: 'PUT',
    });
  const each = { scope: 'person', owner_id: null, period: 'day', limit_micros: 100_000 };
  const all = { scope: 'everyone', owner_id: null, period: 'month', limit_micros: 50_000_000 };

  it('are replaced as a whole, hold at once, and leave a note of who did it', async () => {
    expect((await put([each])).status).toBe(200);
    await expect(reserve(aCharge(ada.id, 200_000), [])).rejects.toMatchObject({
      code: 'ledger.budget_exceeded',
    });
    const of = { ...each, owner_id: ada.id, limit_micros: 1_000_000 };
    expect(budgetsSchema.parse(await (await put([of, all])).json())).toEqual({
      budgets: [all, of],
      defaults: [],
    });
    await reserve(aCharge(ada.id, 200_000), []);
    const shown = await call(budgetsRoute.GET, '/api/admin/budgets', { headers: admin.headers });
    expect((await shown.json()).budgets).toEqual([all, of]);
    const note = await db().auditEntry.findFirst({ orderBy: { at: 'desc' } });
    expect(note).toMatchObject({
      owner_id: admin.id,
      action: 'budgets.changed',
      details: { budgets: [of, all], count: 2 },
    });
  });

  it.each([
    ['twice the same', [each, { ...each, limit_micros: 5 }], 'ledger.budget_given_twice'],
    ['everyone as one person', [{ ...all, owner_id: newId() }], 'ledger.budget_of_nobody'],
    ['somebody who is not there', [all, { ...each, owner_id: newId() }], 'ledger.no_such_person'],
    ['less than nothing', [{ ...each, limit_micros: -1 }], 'request.invalid'],
    ['half a millionth', [{ ...each, limit_micros: 0.5 }], 'request.invalid'],
    ['another period', [{ ...each, period: 'week' }], 'request.invalid'],
  ])('do not take %s, and stay as they were', async (_, wrong, code) => {
    await put([each]);
    const response = await put(wrong);
    expect(response.status).toBe(400);
    expect((await response.json()).error.code).toBe(code);
    expect(await db().budget.count()).toBe(1);
  });

  it('count what was being set aside while they were set', async () => {
    const { inTransaction } = await import('@/lib/platform/transaction');
    let done: Promise<Response> | undefined;
    await inTransaction(async (tx) => {
      await reserve(aCharge(ada.id, 90_000), [], tx);
      done = put([each]);
      await new Promise((resolve) => setTimeout(resolve, 150));
    });
    expect((await done)?.status).toBe(200);
    await expect(reserve(aCharge(ada.id, 20_000), [])).rejects.toMatchObject({
      code: 'ledger.budget_exceeded',
    });
  });
});
