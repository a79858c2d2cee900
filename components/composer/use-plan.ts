'use client';

import { useEffect, useState } from 'react';
import type { LocalUpload } from '@/lib/client';
import { readPlan } from '@/lib/client/making';
import type { Plan } from '@/lib/contracts';

/** Files arrive one after the other, and people try one model after another. */
const DEBOUNCE_MS = 250;

/** How the uploaded files of a message will be fed to the model; null until it is known. */
export function usePlan(model: string, items: readonly LocalUpload[]): Plan | null {
  const [plan, setPlan] = useState<Plan | null>(null);
  // Also when one has been prepared: what can be done with it may be another thing then.
  const key = items.flatMap(({ asset }) => (asset ? [`${asset.id} ${asset.status}`] : [])).join();
  useEffect(() => {
    if (key === '') {
      setPlan(null);
      return;
    }
    const attachments = key.split(',').map((one) => one.split(' ')[0] ?? '');
    const controller = new AbortController();
    const timer = setTimeout(() => {
      readPlan({ model, attachments }, controller.signal).then(
        (read) => controller.signal.aborted || setPlan(read),
        // A plan is a courtesy: without one the message can be sent all the same.
        () => controller.signal.aborted || setPlan(null),
      );
    }, DEBOUNCE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [model, key]);
  return plan;
}
