import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { UsageView } from '@/components/settings/usage/usage-view';
import { getSessionPerson } from '@/lib/accounts';

export const metadata: Metadata = { title: 'Usage' };

export default async function UsagePage() {
  if (!(await getSessionPerson())) redirect('/signin?callbackUrl=/settings/usage');
  return <UsageView />;
}
