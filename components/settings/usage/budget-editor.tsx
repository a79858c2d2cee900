'use client';

import { TriangleAlert } from 'lucide-react';
import { type FormEvent, useEffect, useState } from 'react';
import { request } from '@/lib/client';
import type { Budgets, Usage } from '@/lib/contracts';
import { announce } from '../../ui/announcements';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { Select } from '../../ui/select';
import { Skeleton } from '../../ui/skeleton';
import { type BudgetLine, EACH, EVERYONE, readLines, writeBudgets } from './budget-lines';
import { BudgetRow } from './budget-row';

type People = NonNullable<Usage['by_person']>;

/** What everyone together, each person, and single people may spend. For administrators. */
export default function BudgetEditor({ people, onSaved }: { people: People; onSaved(): void }) {
  const [lines, setLines] = useState<BudgetLine[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    const controller = new AbortController();
    request('/api/admin/budgets', { signal: controller.signal })
      .then((response) => response.json())
      .then((budgets: Budgets) => setLines(readLines(budgets)))
      .catch((error: unknown) => controller.signal.aborted || setProblem((error as Error).message));
    return () => controller.abort();
  }, []);

  const change = (key: string, part: Partial<BudgetLine>) =>
    setLines((now) => now?.map((line) => (line.key === key ? { ...line, ...part } : line)) ?? null);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const budgets = lines && writeBudgets(lines);
    if (!budgets) return setProblem('Write amounts such as 0.50, or leave a field empty for no limit.');
    setBusy(true);
    setProblem(null);
    try {
      const response = await request('/api/admin/budgets', {
        method: 'PUT',
        body: JSON.stringify({ budgets }),
      });
      setLines(readLines((await response.json()) as Budgets));
      announce('The budgets are saved and hold from now on.');
      onSaved();
    } catch (error) {
      setProblem((error as Error).message);
    }
    setBusy(false);
  };

  const named = new Set(lines?.map(({ key }) => key));
  const others = people.filter(({ owner_id }) => !named.has(owner_id));
  return (
    <section className="mt-8 border-t border-line pt-6">
      <h2 className="text-lead font-semibold">What may be spent</h2>
      <p className="mt-0.5 text-caption text-pretty text-muted">
        In US dollars, by the days and months of UTC. What would go beyond is refused before it begins. Empty
        means no limit.
      </p>
      {problem ? (
        <div className="mt-4">
          <Notice tone="danger" icon={<TriangleAlert />} live>
            {problem}
          </Notice>
        </div>
      ) : null}
      {lines ? (
        <form onSubmit={save} className="mt-4">
          <ul className="divide-y divide-line rounded-medium border border-line bg-surface">
            {lines.map((line) => (
              <BudgetRow
                key={line.key}
                line={line}
                name={nameOf(line.key, people)}
                onChange={(part) => change(line.key, part)}
                onRemove={
                  line.key === EVERYONE || line.key === EACH
                    ? undefined
                    : () => setLines(lines.filter(({ key }) => key !== line.key))
                }
              />
            ))}
          </ul>
          <div className="mt-4 flex flex-wrap items-end justify-between gap-3">
            {others.length > 0 ? (
              <Select
                label="One person’s own"
                value=""
                options={[
                  { value: '', label: 'Add a person' },
                  ...others.map(({ owner_id, name }) => ({ value: owner_id, label: name })),
                ]}
                onChange={(key) => key && setLines([...lines, { key, day: '', month: '', standard: {} }])}
                className="w-60"
              />
            ) : (
              <span />
            )}
            <Button type="submit" look="primary" busy={busy}>
              Save budgets
            </Button>
          </div>
        </form>
      ) : problem ? null : (
        <Skeleton className="mt-4 h-32 w-full" />
      )}
    </section>
  );
}

function nameOf(key: string, people: People): string {
  if (key === EVERYONE) return 'Everyone together';
  if (key === EACH) return 'Each person';
  return people.find(({ owner_id }) => owner_id === key)?.name ?? 'Somebody who is not here any more';
}
