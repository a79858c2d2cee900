import { Check, CircleAlert, Minus, Wand2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ClientMessage } from '@/lib/client';
import { formatMoney } from '@/lib/kernel';
import { nameOfAsset } from '../media/describe-asset';
import { sayStep } from './trail-words';

const signOfWay = { native: Check, converted: Wand2, reduced: Wand2, impossible: CircleAlert };
const signOfOutcome = { done: Check, failed: X, skipped: Minus };

/** The plan an answer was made by, what was tried on the way, and what was made. */
export function HowItWasMade({ message }: { message: ClientMessage }) {
  const { plan, trail = [] } = message.metadata;
  const steps = plan?.steps ?? [];
  return (
    <>
      {steps.length > 0 ? (
        <Part title="How it was fed to the model">
          {steps.map((step) => (
            <Line key={`${step.asset_id} ${step.kind} ${step.direction}`} sign={signOfWay[step.way]}>
              {step.reason}
            </Line>
          ))}
        </Part>
      ) : null}
      {trail.length > 0 ? (
        <Part title="What was done">
          {trail.map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list of what happened, which nothing reorders
            <Line key={index} sign={signOfOutcome[step.outcome]}>
              {sayStep(step)}
            </Line>
          ))}
        </Part>
      ) : null}
      {message.jobs.length > 0 ? (
        <Part title="What was made">
          {message.jobs.map((job) => (
            <Line key={job.id} sign={job.status === 'complete' ? Check : Minus}>
              {[job.title, job.model_name, job.cost_micros !== null && formatMoney(job.cost_micros)]
                .filter(Boolean)
                .join(' · ')}
              {job.trail
                .filter(({ outcome }) => outcome === 'failed')
                .map((step) => (
                  <span key={step.model} className="block text-muted">
                    {sayStep(step)}
                  </span>
                ))}
            </Line>
          ))}
        </Part>
      ) : null}
      {message.media_urls.some((asset) => asset.derived_from) ? (
        <Part title="Where its pictures come from">
          {message.media_urls.map((asset) =>
            asset.derived_from ? (
              <Line key={asset.id} sign={Check}>
                {nameOfAsset(asset)}: version {asset.version}
              </Line>
            ) : null,
          )}
        </Part>
      ) : null}
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-t border-line pt-4 pb-1">
      <h3 className="text-caption font-medium text-muted">{title}</h3>
      <ul className="mt-2 flex flex-col gap-1.5">{children}</ul>
    </section>
  );
}

function Line({ sign: Sign, children }: { sign: typeof Check; children: ReactNode }) {
  return (
    <li className="flex gap-2.5 text-caption">
      <Sign className="mt-0.5 size-4 shrink-0 text-faint" />
      <span dir="auto" className="min-w-0 flex-1 wrap-anywhere">
        {children}
      </span>
    </li>
  );
}
