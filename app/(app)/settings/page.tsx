import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { SettingsView } from '@/components/settings/settings-view';
import { readTheme, THEME_COOKIE } from '@/components/theme/theme';
import { getSessionPerson, listApiKeys } from '@/lib/accounts';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  const person = await getSessionPerson();
  if (!person) redirect('/signin?callbackUrl=/settings');
  const [apiKeys, jar] = await Promise.all([listApiKeys(person.id), cookies()]);
  return <SettingsView apiKeys={apiKeys} theme={readTheme(jar.get(THEME_COOKIE)?.value)} />;
}
