import type { TrailStep } from '@/lib/contracts';
import { AppError } from '@/lib/kernel';
import type { Maker } from './makers';

/** Bundles may hold several copies of this module. */
const marker = Symbol.for('strand.trail');

/** The attempts that led to an error, in order; empty when there were none. */
export function trailOf(error: unknown): TrailStep[] {
  if (typeof error !== 'object' || error === null) return [];
  return (error as { [marker]?: TrailStep[] })[marker] ?? [];
}

/** Ties the attempts to the error they ended in. */
export function withTrail<T>(error: T, trail: TrailStep[]): T {
  if (typeof error === 'object' && error !== null)
    Object.defineProperty(error, marker, { value: trail, configurable: true });
  return error;
}

export type Task = TrailStep['task'];

export function doneStep(task: Task, maker: Pick<Maker, 'id' | 'name'>): TrailStep {
  return { task, model: maker.id, model_name: maker.name, outcome: 'done' };
}

export function failedStep(task: Task, maker: Pick<Maker, 'id' | 'name'>, error: unknown): TrailStep {
  const { code, message } = AppError.isInstance(error)
    ? { code: error.code, message: error.publicMessage }
    : { code: 'models.failed', message: `${maker.name} did not work here.` };
  return { task, model: maker.id, model_name: maker.name, outcome: 'failed', code, message };
}
