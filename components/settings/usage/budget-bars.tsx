import type { Usage } from '@/lib/contracts';
import { formatMoney } from '@/lib/kernel';

type BudgetState = Usage['budgets'][number];

/** How much of each budget is gone. `reservedMicros` is held now for what is being made, and part of what is gone. */
export function BudgetBars({ budgets, reservedMicros }: { budgets: BudgetState[]; reservedMicros: number }) {
  return (
    <ul className="flex flex-col gap-5">
      {budgets.map((budget) => (
        <BudgetBar key={`${budget.scope} ${budget.period}`} budget={budget} reservedMicros={reservedMicros} />
      ))}
    </ul>
  );
}

const names = {
  person: { day: 'Your budget for today', month: 'Your budget for this month' },
  everyone: { day: 'Everyone’s budget for today', month: 'Everyone’s budget for this month' },
};

function BudgetBar({ budget, reservedMicros }: { budget: BudgetState; reservedMicros: number }) {
  const { scope, period, limit_micros: limit, spent_micros: gone } = budget;
  const held = Math.min(reservedMicros, gone);
  const spent = gone - held;
  const left = Math.max(0, limit - gone);
  const share = (part: number) => `${limit > 0 ? Math.min(100, (part / limit) * 100) : part > 0 ? 100 : 0}%`;
  const isOver = gone >= limit;
  return (
    <li>
      <div className="flex items-baseline justify-between gap-4 text-body">
        <span>{names[scope][period]}</span>
        <span className="shrink-0 text-muted tabular-nums">{formatMoney(limit)}</span>
      </div>
      <div
        aria-hidden="true"
        className="mt-2 flex h-2 overflow-hidden rounded-full bg-sunken inset-ring inset-ring-line"
      >
        <span className={isOver ? 'bg-danger' : 'bg-accent'} style={{ width: share(spent) }} />
        <span className="bg-accent opacity-45" style={{ width: share(held) }} />
      </div>
      <p className="pt-1.5 text-caption text-muted tabular-nums">
        {formatMoney(spent)} spent
        {held > 0 ? `, ${formatMoney(held)} held for what is being made` : ''}, {formatMoney(left)} left
        {isOver ? '. Nothing that costs more is made until it is over.' : '.'}
      </p>
    </li>
  );
}
