'use client';

import { useCallback, useEffect, useState } from 'react';
import { request } from '@/lib/client';
import type { Usage } from '@/lib/contracts';

export type UsageScope = 'me' | 'everyone';
export type UsageDays = 7 | 30 | 90;

/** Enough to hold the whole of any month. */
const MONTH_DAYS = 31;

/** What was spent in the chosen days, and in the month whatever was chosen. */
export type UsageReport = { shown: Usage; month: Usage };

const pathOf = (scope: UsageScope) => (scope === 'me' ? '/api/usage' : '/api/admin/usage');
export const csvPath = (scope: UsageScope, days: UsageDays) => `${pathOf(scope)}.csv?days=${days}`;

/** The usage of a person or of everyone. What was there before stays in sight while something else is fetched. */
export function useUsage(scope: UsageScope, days: UsageDays) {
  const [report, setReport] = useState<UsageReport | null>(null);
  const [state, setState] = useState<{ loading: boolean; error: string | null }>({
    loading: true,
    error: null,
  });
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn asks again
  useEffect(() => {
    const controller = new AbortController();
    setState({ loading: true, error: null });
    read(scope, days, controller.signal).then(
      (next) => {
        setReport(next);
        setState({ loading: false, error: null });
      },
      (error: unknown) => {
        if (!controller.signal.aborted) setState({ loading: false, error: (error as Error).message });
      },
    );
    return () => controller.abort();
  }, [scope, days, turn]);
  return { report, ...state, readAgain: useCallback(() => setTurn((now) => now + 1), []) };
}

async function read(scope: UsageScope, days: UsageDays, signal: AbortSignal): Promise<UsageReport> {
  const ask = async (count: number) =>
    (await (await request(`${pathOf(scope)}?days=${count}`, { signal })).json()) as Usage;
  if (days >= MONTH_DAYS) {
    const shown = await ask(days);
    return { shown, month: shown };
  }
  const [shown, month] = await Promise.all([ask(days), ask(MONTH_DAYS)]);
  return { shown, month };
}
