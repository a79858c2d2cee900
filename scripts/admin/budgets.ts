import { z } from 'zod';
import { listPeople } from '@/lib/accounts';
import { type Budget, emailSchema } from '@/lib/contracts';
import { changeBudgets, showBudgets } from '@/lib/flows/change-budgets';
import { AppError } from '@/lib/kernel';
import { command, text } from './command';
import { requirePersonByEmail } from './person';

const flag = { type: 'boolean' } as const;
const whose = { everyone: flag, each: flag, person: text };
const whoseSchema = z.object({
  everyone: z.boolean().default(false),
  each: z.boolean().default(false),
  person: emailSchema.optional(),
  PERIOD: z.string('is missing: day or month').pipe(z.enum(['day', 'month'], 'must be day or month')),
});
type Whose = z.output<typeof whoseSchema>;

const MICROS = 1_000_000;
const amountSchema = z
  .string('is missing: an amount in US dollars')
  .regex(/^\$?\d{1,9}(\.\d{1,6})?$/, 'must be an amount in US dollars, like 0.10')
  .transform((amount) => Math.round(Number(amount.replace('$', '')) * MICROS));

export const budgetSet = command(
  whose,
  whoseSchema.extend({ AMOUNT: amountSchema }),
  async ({ AMOUNT: limit_micros, ...given }) => {
    const place = await findPlace(given);
    return change((budgets) => [...without(budgets, place), { ...place, limit_micros }]);
  },
  ['PERIOD', 'AMOUNT'],
);

export const budgetRemove = command(
  whose,
  whoseSchema,
  async (given) => {
    const place = await findPlace(given);
    return change((budgets) => {
      const others = without(budgets, place);
      if (others.length === budgets.length) throw noSuchBudget();
      return others;
    });
  },
  ['PERIOD'],
);

export const budgetList = command({}, z.object({}), () => describe());

type Place = Omit<Budget, 'limit_micros'>;

async function findPlace({ everyone, each, person, PERIOD: period }: Whose): Promise<Place> {
  if ([everyone, each, person !== undefined].filter(Boolean).length !== 1) throw notOneOfThem();
  if (everyone) return { scope: 'everyone', owner_id: null, period };
  return { scope: 'person', owner_id: person ? (await requirePersonByEmail(person)).id : null, period };
}

const without = (budgets: Budget[], { scope, owner_id, period }: Place) =>
  budgets.filter((one) => one.scope !== scope || one.owner_id !== owner_id || one.period !== period);

async function change(to: (budgets: Budget[]) => Budget[]) {
  const changed = to((await showBudgets()).budgets);
  // Whoever may run this has no name here: it is noted with the first administrator.
  const admin = (await listPeople()).find(({ role }) => role === 'admin');
  await changeBudgets(admin?.id ?? null, changed, 'command line');
  return describe();
}

async function describe() {
  const [{ budgets, defaults }, people] = await Promise.all([showBudgets(), listPeople()]);
  const emails = new Map(people.map(({ id, email }) => [id, email]));
  return {
    budgets: budgets.map(({ scope, owner_id, period, limit_micros }) => ({
      for: owner_id ? (emails.get(owner_id) ?? owner_id) : scope === 'everyone' ? 'everyone' : 'each',
      ...{ period, limit_usd: limit_micros / MICROS },
    })),
    of_the_configuration: defaults.map(({ scope, period, limit_micros }) => ({
      for: scope === 'everyone' ? 'everyone' : 'each',
      ...{ period, limit_usd: limit_micros / MICROS },
    })),
  };
}

const notOneOfThem = () =>
  new AppError({
    code: 'admin.usage',
    kind: 'invalid',
    publicMessage:
      'Say whose budget it is: one of --everyone, --each and --person. See npm run admin -- --help.',
  });

const noSuchBudget = () =>
  new AppError({
    code: 'admin.no_such_budget',
    kind: 'not_found',
    publicMessage: 'There is no such budget. See npm run admin -- budget list.',
  });
