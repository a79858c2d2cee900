'use client';

import { ArrowLeft, ChartColumn, LogOut } from 'lucide-react';
import { type ReactNode, Suspense } from 'react';
import { usePerson } from '@/lib/client';
import type { ApiKeyInfo, StorageUsage } from '@/lib/contracts';
import { signOutHere } from '../shell/sign-out';
import { useRoute } from '../shell/use-route';
import type { Theme } from '../theme/theme';
import { ThemeChoice } from '../theme/theme-choice';
import { Button } from '../ui/button';
import { IconButton } from '../ui/icon-button';
import { lazyWhenOnline } from '../ui/lazy-when-online';
import { ApiKeys } from './api-keys';
import { PasswordForm } from './password-form';
import { AboutYou } from './preferences/about-you';
import { ConsentField } from './preferences/consent-field';
import { Scenery } from './preferences/scenery';
import { VoiceChoice } from './preferences/voice-choice';
import { StorageUse } from './storage-use';

const Health = lazyWhenOnline(() => import('./health'));

type SettingsViewProps = {
  apiKeys: ApiKeyInfo[];
  storage: StorageUsage;
  theme: Theme;
  /** What holds for whoever chose nothing. */
  installed: { consentAboveMicros: number; automaticCovers: boolean };
};

export function SettingsView({ apiKeys, storage, theme, installed }: SettingsViewProps) {
  const person = usePerson();
  const { toNew, toUsage } = useRoute();
  return (
    <div className="flex-1 overflow-y-auto pad-safe-x pad-safe-bottom">
      <div className="mx-auto w-full max-w-reading pb-16">
        <div className="flex h-14 items-center pad-safe-top">
          <IconButton label="Back" onClick={toNew} className="-ms-2">
            <ArrowLeft className="size-5" />
          </IconButton>
        </div>
        <h1 className="text-display font-semibold">Settings</h1>
        <Section title="Profile">
          <dl className="flex flex-col gap-2 text-body">
            <Fact name="Name" value={person.name ?? 'Not given'} />
            <Fact name="E-mail" value={person.email} />
            <Fact name="Role" value={person.role === 'admin' ? 'Administrator' : 'Member'} />
          </dl>
        </Section>
        <Section title="Appearance" text="On this device. System follows what the device is set to.">
          <ThemeChoice initial={theme} />
        </Section>
        <Section
          title="You and your models"
          text="Goes with each question you ask, to whichever model answers."
        >
          <AboutYou />
        </Section>
        <Section title="Spending">
          <ConsentField installed={installed.consentAboveMicros} />
          <Button className="mt-4" onClick={toUsage}>
            <ChartColumn className="size-4" /> What was spent
          </Button>
        </Section>
        <Section title="Reading aloud">
          <VoiceChoice />
        </Section>
        <Section title="Covers and backgrounds">
          <Scenery coversByDefault={installed.automaticCovers} />
        </Section>
        <Section
          title="Storage"
          text="Pictures, recordings and files of your conversations. Deleting a message deletes its files."
        >
          <StorageUse usage={storage} />
        </Section>
        {person.has_password ? (
          <Section title="Password" text="Changing it signs you out everywhere else.">
            <PasswordForm />
          </Section>
        ) : null}
        <Section
          title="API keys"
          text="For your own programs. A key can read and write your conversations, so treat it like a password."
        >
          <ApiKeys initial={apiKeys} />
        </Section>
        {person.role === 'admin' ? (
          <Section title="Health" text="What works on this installation, as npm run doctor says.">
            <Suspense fallback={<div className="h-11" />}>
              <Health />
            </Suspense>
          </Section>
        ) : null}
        <Section title="This device">
          <Button onClick={() => void signOutHere()}>
            <LogOut className="size-4" /> Sign out
          </Button>
        </Section>
      </div>
    </div>
  );
}

function Section({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <section className="mt-8 border-t border-line pt-6">
      <h2 className="text-lead font-semibold">{title}</h2>
      {text ? <p className="mt-0.5 text-caption text-pretty text-muted">{text}</p> : null}
      <div className="mt-4">{children}</div>
    </section>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex gap-4">
      <dt className="w-24 shrink-0 text-muted">{name}</dt>
      <dd dir="auto" className="min-w-0 wrap-anywhere">
        {value}
      </dd>
    </div>
  );
}
