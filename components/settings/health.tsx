'use client';

import { CircleAlert, CircleCheck, CircleDashed, CircleX, RotateCw, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { HealthCheck } from '@/lib/contracts';
import { Button } from '../ui/button';
import { classNames } from '../ui/class-names';
import { Notice } from '../ui/notice';
import { Skeleton } from '../ui/skeleton';
import { groupChecks, summariseChecks } from './group-checks';
import { useHealth } from './use-health';

/** What works on this installation and what to do about the rest, for administrators. */
export default function Health() {
  const { checks, looking, error, lookAgain } = useHealth();
  const summary = checks ? summariseChecks(checks) : null;
  return (
    <>
      <div className="flex min-h-11 items-center gap-3">
        <p role="status" className="min-w-0 flex-1 text-body">
          {looking ? 'Looking at everything…' : (summary?.words ?? 'Not known.')}
        </p>
        <Button size="small" busy={looking} onClick={lookAgain}>
          <RotateCw className="size-4" /> Look again
        </Button>
      </div>
      {error ? (
        <div className="mt-3">
          <Notice tone="danger" icon={<TriangleAlert />} live>
            {error}
          </Notice>
        </div>
      ) : null}
      {checks ? (
        <div className={classNames('mt-4 flex flex-col gap-5 transition-opacity', looking && 'opacity-60')}>
          {groupChecks(checks).map((group) => (
            <Group key={group.title} title={group.title}>
              {group.checks.map((check) => (
                <Row key={check.name} check={check} />
              ))}
            </Group>
          ))}
        </div>
      ) : looking ? (
        <Waiting />
      ) : null}
    </>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="pb-2 text-caption font-medium text-muted">{title}</h3>
      <ul className="divide-y divide-line rounded-medium border border-line bg-surface">{children}</ul>
    </section>
  );
}

const looks: Record<HealthCheck['status'], { words: string; icon: ReactNode }> = {
  ok: { words: 'Works', icon: <CircleCheck className="text-accent-text" /> },
  degraded: { words: 'Could be better', icon: <CircleAlert className="text-ink" /> },
  missing: { words: 'Not set up', icon: <CircleDashed className="text-faint" /> },
  failed: { words: 'Does not work', icon: <CircleX className="text-danger" /> },
};

/** Names that are not written as a sentence begins. */
const properNames: Record<string, string> = {
  ffmpeg: 'ffmpeg',
  openai: 'OpenAI',
  google: 'Google',
  anthropic: 'Anthropic',
  deepgram: 'Deepgram',
  bedrock: 'Amazon Bedrock',
  elevenlabs: 'ElevenLabs',
  espeak: 'eSpeak NG',
  local: 'A server of your own',
  studio: 'Studio',
  default: 'The default model',
  chat: 'Answers',
  image: 'Pictures',
  edit: 'Changes to pictures',
  video: 'Films',
  vision: 'Descriptions of pictures',
  search: 'Web search',
  summary: 'Summaries',
};

function Row({ check }: { check: HealthCheck }) {
  const { words, icon } = looks[check.status];
  // Under their heading the names of providers stand alone, or before what they do.
  const name = check.name.replace(/^(models|engine|use): /, '');
  const [provider = '', ...work] = name.split(' ');
  const isWritten = name in properNames || provider in properNames;
  const written = properNames[name] ?? [properNames[provider] ?? provider, ...work].join(' ');
  return (
    <li className="flex gap-3 px-3.5 py-2.5">
      <span className="grid h-6 shrink-0 place-items-center [&>svg]:size-4.5">{icon}</span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2.5 text-body">
          <span className={classNames('font-medium', !isWritten && 'inline-block first-letter:uppercase')}>
            {written}
          </span>
          <span className="sr-only">{words}:</span>
          <span className="min-w-0 text-caption wrap-anywhere text-muted">{check.detail}</span>
        </p>
        {check.advice && check.status !== 'ok' ? (
          <p className="pt-0.5 text-caption text-pretty wrap-anywhere">{check.advice}</p>
        ) : null}
      </div>
    </li>
  );
}

function Waiting() {
  return (
    <div aria-hidden="true" className="mt-4 flex animate-breathe flex-col gap-5">
      {[5, 6, 2].map((rows) => (
        <div key={rows}>
          <Skeleton className="mb-2 h-5 w-20" />
          <div className="divide-y divide-line rounded-medium border border-line">
            {Array.from({ length: rows }, (_, row) => row).map((row) => (
              <div key={row} className="flex h-11 items-center gap-3 px-3.5">
                <Skeleton className="size-4.5 rounded-full" />
                <Skeleton className="h-3.5 w-2/5" />
              </div>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
