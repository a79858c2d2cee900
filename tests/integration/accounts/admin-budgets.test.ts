import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount, recordAudit } from '@/lib/accounts';
import { db } from '@/lib/platform/db';
import { runAdmin } from '@/scripts/admin/run-admin';
import { PASSWORD, prepareAccounts } from '../../support/accounts';

prepareAccounts();

async function admin(...args: string[]): Promise<{ said: unknown; complaint: string | undefined }> {
  const [lines, complaints] = [[] as string[], [] as string[]];
  const terminal = {
    print: (line: string) => lines.push(line),
    complain: (line: string) => complaints.push(line),
  };
  const code = await runAdmin(args, terminal);
  expect(code).toBe(complaints.length === 0 ? 0 : 1);
  return { said: lines[0] && JSON.parse(lines[0]), complaint: complaints[0] };
}
const succeed = async (...args: string[]) => {
  const { said, complaint } = await admin(...args);
  expect(complaint).toBeUndefined();
  return said as Record<string, unknown[]>;
};
const fail = async (...args: string[]) => (await admin(...args)).complaint ?? '';

let ada: { id: string };
beforeEach(async () => {
  ada = await createAccount({ email: 'ada@example.org', password: PASSWORD });
  await createAccount({ email: 'bob@example.org', password: PASSWORD });
  await db().budget.deleteMany();
});

describe('budget', () => {
  it('set puts one in place of the one there was, and list shows whose they are', async () => {
    await succeed('budget', 'set', '--each', 'day', '0.10');
    await succeed('budget', 'set', '--everyone', 'month', '50');
    await succeed('budget', 'set', '--person', 'Bob@example.org', 'day', '$2.50');
    await succeed('budget', 'set', '--each', 'day', '0.2');
    const { budgets, of_the_configuration } = await succeed('budget', 'list');
    expect(budgets).toEqual([
      { for: 'everyone', period: 'month', limit_usd: 50 },
      { for: 'each', period: 'day', limit_usd: 0.2 },
      { for: 'bob@example.org', period: 'day', limit_usd: 2.5 },
    ]);
    expect(of_the_configuration).toEqual([]);
    const limits = (await db().budget.findMany()).map(({ limit_micros }) => Number(limit_micros));
    expect(limits.sort()).toEqual([200_000, 2_500_000, 50_000_000]);
    const notes = await db().auditEntry.findMany({ where: { action: 'budgets.changed', owner_id: ada.id } });
    expect(notes).toHaveLength(4);
  });

  it('remove takes one away', async () => {
    await succeed('budget', 'set', '--each', 'day', '0.10');
    expect(await fail('budget', 'remove', '--each', 'month')).toBe(
      'There is no such budget. See npm run admin -- budget list.',
    );
    expect((await succeed('budget', 'remove', '--each', 'day')).budgets).toEqual([]);
  });

  it('says in one sentence what is wrong', async () => {
    expect(await fail('budget', 'set', 'day', '1')).toMatch(/^Say whose budget it is/);
    expect(await fail('budget', 'set', '--each', '--everyone', 'day', '1')).toMatch(/^Say whose budget/);
    expect(await fail('budget', 'set', '--each')).toMatch(/^PERIOD is missing/);
    expect(await fail('budget', 'set', '--each', 'day')).toMatch(/^AMOUNT is missing/);
    expect(await fail('budget', 'set', '--each', 'week', '1')).toBe('PERIOD: must be day or month');
    for (const amount of ['much', '1,50', '0.0000001'])
      expect(await fail('budget', 'set', '--each', 'day', amount)).toMatch(/^AMOUNT: must be an amount/);
    expect(await fail('budget', 'set', '--each', 'day', '1', '2')).toMatch(/^"2" is one word too many/);
    expect(await fail('budget', 'set', '--person', 'eve@example.org', 'day', '1')).toMatch(/no account/);
    expect(await fail('user', 'list', 'all')).toMatch(/--help/);
    expect(await db().budget.count()).toBe(0);
  });
});

it('audit names people, and leaves out what was not asked for', async () => {
  await db().auditEntry.deleteMany();
  const note = (action: string) =>
    recordAudit({
      ownerId: ada.id,
      action,
      subject: ada.id,
      details: { cost_micros: 1, parameters: { prompt: 'a fox' } },
    });
  await note('media.quarantined');
  await note('generation.completed');
  const { entries } = await succeed('audit', '--action', 'generation', '--person', 'ada@example.org');
  expect(entries).toMatchObject([
    {
      ...{ person: 'ada@example.org', action: 'generation.completed', owner_id: ada.id },
      details: { cost_micros: 1, parameters: { prompt: 'a fox' } },
    },
  ]);
  expect((await succeed('audit', '--person', 'bob@example.org')).entries).toEqual([]);
  expect((await succeed('audit', '--limit', '1')).entries).toHaveLength(1);
});
