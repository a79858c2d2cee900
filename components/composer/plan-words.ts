import type { Plan, PlanStep } from '@/lib/contracts';

const pressing: PlanStep['way'][] = ['impossible', 'converted', 'reduced'];

/** The steps worth a word: whatever is not simply given to the model or made by it. */
export const otherThanNative = (plan: Plan): PlanStep[] => plan.steps.filter(({ way }) => way !== 'native');

/** The step to be told first: what cannot be done before what is done another way. */
export function leadOf(steps: readonly PlanStep[]): PlanStep | null {
  for (const way of pressing) {
    const found = steps.find((step) => step.way === way);
    if (found) return found;
  }
  return null;
}
