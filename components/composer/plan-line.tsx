'use client';

import { ChevronDown, CircleAlert, Wand2 } from 'lucide-react';
import { useState } from 'react';
import type { LocalUpload } from '@/lib/client';
import { classNames } from '../ui/class-names';
import { nameOf } from './attachment-state';
import { leadOf, otherThanNative } from './plan-words';
import { usePlan } from './use-plan';

type PlanLineProps = { model: string; items: readonly LocalUpload[] };

/** What will happen to the files of a message when the model does not take them as they are; nothing otherwise. */
export default function PlanLine({ model, items }: PlanLineProps) {
  const [isOpen, setOpen] = useState(false);
  const plan = usePlan(model, items);
  const steps = plan ? otherThanNative(plan) : [];
  const lead = leadOf(steps);
  if (!plan || !lead) return null;
  const more = plan.steps.length > 1;
  const Icon = lead.way === 'impossible' ? CircleAlert : Wand2;
  const names = new Map(items.map((item) => [item.asset?.id, nameOf(item)]));
  const line = (
    <>
      <Icon className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0 flex-1 text-start">
        {lead.reason}
        {steps.length > 1 ? <span className="text-faint"> And {steps.length - 1} more.</span> : null}
      </span>
    </>
  );
  const look = classNames(
    'flex w-full gap-2.5 px-4.5 pt-2 text-caption',
    lead.way === 'impossible' ? 'text-danger' : 'text-muted',
  );
  return (
    <div role="status" data-plan className="animate-appear">
      {more ? (
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className={classNames(look, 'hover:text-ink pointer-coarse:min-h-11')}
        >
          {line}
          <ChevronDown
            className={classNames('mt-0.5 size-4 shrink-0 transition-transform', isOpen && 'rotate-180')}
          />
        </button>
      ) : (
        <p className={look}>{line}</p>
      )}
      {more && isOpen ? (
        <ul className="mx-4.5 mt-2 flex animate-appear flex-col gap-1.5 border-s-2 border-line ps-3.5 text-caption">
          {plan.steps.map((step) => (
            <li key={`${step.asset_id} ${step.kind} ${step.direction}`}>
              <span dir="auto" className="block truncate font-medium">
                {(step.asset_id && names.get(step.asset_id)) ?? 'The answer'}
              </span>
              <span className={step.way === 'impossible' ? 'text-danger' : 'text-muted'}>{step.reason}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
