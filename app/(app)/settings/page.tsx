import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { SettingsView } from '@/components/settings/settings-view';
import { readTheme, THEME_COOKIE } from '@/components/theme/theme';
import { getSessionPerson, listApiKeys } from '@/lib/accounts';
import { getStorageUsage } from '@/lib/media';
import { catalogueConfig } from '@/lib/models';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  const person = await getSessionPerson();
  if (!person) redirect('/signin?callbackUrl=/settings');
  const [apiKeys, storage, jar] = await Promise.all([
    listApiKeys(person.id),
    getStorageUsage(person.id),
    cookies(),
  ]);
  const { consent, covers } = catalogueConfig();
  return (
    <SettingsView
      apiKeys={apiKeys}
      storage={storage}
      theme={readTheme(jar.get(THEME_COOKIE)?.value)}
      installed={{ consentAboveMicros: consent.above_micros, automaticCovers: covers.automatic !== 'never' }}
    />
  );
}
