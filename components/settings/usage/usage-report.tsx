'use client';

import { type ReactNode, useMemo } from 'react';
import type { Usage } from '@/lib/contracts';
import { formatMoney } from '@/lib/kernel';
import { BudgetBars } from './budget-bars';
import { countDays, kindNames, kinds, nameDay, sumRecent } from './count-days';
import { DayChart } from './day-chart';
import { FigureTable } from './figure-table';
import { KindMark } from './kind-mark';
import { useModelName } from './use-model-name';
import type { UsageDays, UsageReport, UsageScope } from './use-usage';

type UsageReportViewProps = { report: UsageReport; scope: UsageScope; days: UsageDays };

/** The figures of a report: at a glance, by day, by model and, for everyone, by person. */
export function UsageReportView({ report: { shown, month }, scope, days }: UsageReportViewProps) {
  const recent = sumRecent(month);
  const perDay = useMemo(() => countDays(shown), [shown]);
  return (
    <>
      <dl className="mt-6 grid grid-cols-3 gap-4">
        <Figure name="Today" value={formatMoney(recent.today)} />
        <Figure name="This month" value={formatMoney(recent.month)} />
        <Figure
          name={`${days} days`}
          value={formatMoney(shown.total.cost_micros)}
          note={`${shown.total.calls.toLocaleString('en')} ${shown.total.calls === 1 ? 'call' : 'calls'}`}
        />
      </dl>
      {shown.budgets.length > 0 ? (
        <Part title="Budgets" text="Counted by the days and months of UTC.">
          <BudgetBars budgets={shown.budgets} reservedMicros={shown.reserved_micros} />
        </Part>
      ) : null}
      <Part title="By day">
        <DayChart key={`${scope} ${days}`} days={perDay} />
        <Kinds byKind={shown.by_kind} />
        <details className="mt-4">
          <summary className="inline-flex min-h-9 items-center rounded-small text-caption font-medium text-muted hover:text-ink pointer-coarse:min-h-11">
            As a table
          </summary>
          <div className="pt-2">
            <DayTable days={perDay} />
          </div>
        </details>
      </Part>
      <Part title="By model">
        <ModelTable rows={shown.by_model} />
      </Part>
      {shown.by_person ? (
        <Part title="By person">
          <FigureTable
            caption="Spent by person"
            columns={['Person', 'Calls', 'Spent']}
            rows={shown.by_person.map(({ owner_id, name, calls, cost_micros }) => ({
              key: owner_id,
              cells: [
                <span key="name" dir="auto" className="wrap-anywhere">
                  {name}
                </span>,
                calls.toLocaleString('en'),
                formatMoney(cost_micros),
              ],
            }))}
          />
        </Part>
      ) : null}
    </>
  );
}

function Figure({ name, value, note }: { name: string; value: string; note?: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-caption text-muted">{name}</dt>
      <dd className="truncate text-title font-semibold tabular-nums sm:text-display">{value}</dd>
      {note ? <dd className="text-caption text-muted tabular-nums">{note}</dd> : null}
    </div>
  );
}

function Part({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <section className="mt-8 border-t border-line pt-6">
      <h2 className="text-lead font-semibold">{title}</h2>
      {text ? <p className="mt-0.5 text-caption text-muted">{text}</p> : null}
      <div className="mt-4">{children}</div>
    </section>
  );
}

/** What the colours mean, with the sum of each. */
function Kinds({ byKind }: { byKind: Usage['by_kind'] }) {
  const sums = new Map(byKind.map((sum) => [sum.kind, sum.cost_micros]));
  return (
    <ul
      aria-label="Spent by kind"
      className="mt-3 flex flex-wrap gap-x-5 gap-y-1.5 border-t border-line pt-3"
    >
      {kinds
        .filter((kind) => sums.has(kind))
        .map((kind) => (
          <li key={kind} className="inline-flex items-center gap-2 text-caption">
            <KindMark kind={kind} />
            {kindNames[kind]}
            <span className="text-muted tabular-nums">{formatMoney(sums.get(kind) ?? 0)}</span>
          </li>
        ))}
    </ul>
  );
}

function DayTable({ days }: { days: ReturnType<typeof countDays> }) {
  const busy = days.filter(({ calls, total }) => calls > 0 || total > 0).reverse();
  if (busy.length === 0) return <p className="text-body text-muted">Nothing was spent on these days.</p>;
  return (
    <FigureTable
      caption="Spent by day"
      columns={['Day', 'For', 'Calls', 'Spent']}
      rows={busy.map((day) => ({
        key: day.day,
        cells: [
          <span key="day" className="whitespace-nowrap">
            {nameDay(day.day, 'long')}
          </span>,
          kinds
            .filter((kind) => day.byKind[kind])
            .map((kind) => kindNames[kind])
            .join(', '),
          day.calls.toLocaleString('en'),
          formatMoney(day.total),
        ],
      }))}
    />
  );
}

function ModelTable({ rows }: { rows: Usage['by_model'] }) {
  const nameOf = useModelName();
  if (rows.length === 0) return <p className="text-body text-muted">No model was asked in these days.</p>;
  return (
    <FigureTable
      caption="Spent by model"
      columns={['Model', 'For', 'Calls', 'Spent']}
      rows={rows.map(({ model, kind, calls, cost_micros }) => ({
        key: `${model} ${kind}`,
        cells: [
          <span key="name" title={model}>
            {nameOf(model)}
          </span>,
          <span key="kind" className="inline-flex items-center gap-2 text-muted">
            <KindMark kind={kind} />
            {kindNames[kind]}
          </span>,
          calls.toLocaleString('en'),
          formatMoney(cost_micros),
        ],
      }))}
    />
  );
}
