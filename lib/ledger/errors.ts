import type { Budget } from '@/lib/contracts';
import { AppError } from '@/lib/kernel';
import { describeRefusal } from './describe-refusal';
import type { BudgetState } from './ports';

export const budgetExceeded = (amountMicros: number, budget: BudgetState) =>
  new AppError({
    code: 'ledger.budget_exceeded',
    kind: 'forbidden',
    publicMessage: describeRefusal(amountMicros, budget),
  });

export const budgetGivenTwice = ({ scope, period }: Budget) =>
  new AppError({
    code: 'ledger.budget_given_twice',
    kind: 'invalid',
    publicMessage: `There are two budgets for ${scope === 'everyone' ? 'everyone' : 'the same person'} and one ${period}. Keep one of them.`,
  });

export const everyoneIsNobody = () =>
  new AppError({
    code: 'ledger.budget_of_nobody',
    kind: 'invalid',
    publicMessage: 'A budget for everyone together belongs to nobody: leave the person out.',
  });

export const noSuchPerson = () =>
  new AppError({
    code: 'ledger.no_such_person',
    kind: 'invalid',
    publicMessage: 'There is no such person to set a budget for. Nothing was changed.',
  });
