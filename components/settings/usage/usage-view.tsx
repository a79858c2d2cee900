'use client';

import { ArrowLeft, ChartColumn, Download } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Suspense, useState } from 'react';
import { usePerson } from '@/lib/client';
import { classNames } from '../../ui/class-names';
import { IconButton } from '../../ui/icon-button';
import { lazyWhenOnline } from '../../ui/lazy-when-online';
import { PageMessage } from '../../ui/page-message';
import { SegmentedControl } from '../../ui/segmented-control';
import { Skeleton } from '../../ui/skeleton';
import { ReadFailure } from './read-failure';
import { UsageReportView } from './usage-report';
import { UsageSkeleton } from './usage-skeleton';
import { csvPath, type UsageDays, type UsageScope, useUsage } from './use-usage';

const BudgetEditor = lazyWhenOnline(() => import('./budget-editor'));
const GenerationLog = lazyWhenOnline(() => import('./generation-log'));

const ranges = [
  { value: '7' as const, label: '7 days' },
  { value: '30' as const, label: '30 days' },
  { value: '90' as const, label: '90 days' },
];
const scopes: { value: UsageScope; label: string }[] = [
  { value: 'me', label: 'Me' },
  { value: 'everyone', label: 'Everyone' },
];

/** What was spent, on what, and what may still be. */
export function UsageView() {
  const router = useRouter();
  const person = usePerson();
  const [scope, setScope] = useState<UsageScope>('me');
  const [days, setDays] = useState<UsageDays>(30);
  const { report, loading, error, readAgain } = useUsage(scope, days);
  const isEmpty = report && report.shown.total.calls === 0 && report.shown.budgets.length === 0;
  return (
    <div className="flex-1 overflow-y-auto pad-safe-x pad-safe-bottom">
      <div className="mx-auto w-full max-w-reading pb-16">
        <div className="flex h-14 items-center pad-safe-top">
          <IconButton label="Back to settings" onClick={() => router.push('/settings')} className="-ms-2">
            <ArrowLeft className="size-5" />
          </IconButton>
        </div>
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h1 className="text-display font-semibold">Usage</h1>
          {person.role === 'admin' ? (
            <SegmentedControl<UsageScope> label="Whose" value={scope} options={scopes} onChange={setScope} />
          ) : null}
        </div>
        <div className="mt-5 flex flex-wrap items-center justify-between gap-3">
          <SegmentedControl
            label="How far back"
            value={String(days) as '7' | '30' | '90'}
            options={ranges}
            onChange={(value) => setDays(Number(value) as UsageDays)}
          />
          <a
            href={csvPath(scope, days)}
            download
            className="inline-flex h-11 items-center gap-2 rounded-medium border border-line bg-surface px-4 text-caption font-medium transition-colors hover:bg-hover"
          >
            <Download className="size-4" />
            <span>
              <span className="max-sm:sr-only">Download </span>CSV
            </span>
          </a>
        </div>
        <p role="status" className="sr-only">
          {loading ? 'Counting…' : report ? 'The figures are here.' : ''}
        </p>
        {error ? (
          <div className="mt-6">
            <ReadFailure words={error} onAgain={readAgain} />
          </div>
        ) : null}
        {report ? (
          <div className={classNames('transition-opacity', loading && 'opacity-60')}>
            {isEmpty ? (
              <PageMessage
                icon={<ChartColumn />}
                title="Nothing was spent"
                text="Once a model that costs something answers or makes something, it is counted here."
              />
            ) : (
              <UsageReportView report={report} scope={scope} days={days} />
            )}
          </div>
        ) : error ? null : (
          <UsageSkeleton />
        )}
        {scope === 'everyone' && report ? (
          <Suspense fallback={<Skeleton className="mt-8 h-40 w-full" />}>
            <BudgetEditor people={report.shown.by_person ?? []} onSaved={readAgain} />
          </Suspense>
        ) : null}
        {report ? (
          <Suspense fallback={<Skeleton className="mt-8 h-64 w-full" />}>
            <GenerationLog scope={scope} />
          </Suspense>
        ) : null}
      </div>
    </div>
  );
}
