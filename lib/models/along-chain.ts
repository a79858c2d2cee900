import type { TrailStep } from '@/lib/contracts';
import { AppError } from '@/lib/kernel';
import { isAbort } from './answer-aborted';
import { config } from './catalogue/config';
import type { Offer } from './configured-models';
import { type Maker, toMaker } from './makers';
import { doneStep, failedStep, type Task, withTrail } from './trail';

/** Beside the first: who waits will not wait for everybody. */
const MAX_OTHERS = 2;

export type ChainCall<T> = {
  task: Task;
  offers: Offer[];
  /** Told before each attempt: who is asked, and who failed just before. */
  onTry?(maker: Maker, failed: TrailStep | null): void;
  call(offer: Offer, maker: Maker): Promise<T>;
};

/**
 * Has the first of a chain do it, and when that fails the next. Throws the error of the first, with all attempts (see
 * `trailOf`). A stop, a refusal for the content and a fault of our own end the chain.
 */
export async function alongChain<T>({
  task,
  offers,
  onTry,
  call,
}: ChainCall<T>): Promise<{ value: T; maker: Maker; trail: TrailStep[] }> {
  const trail: TrailStep[] = [];
  let first: unknown = null;
  for (const offer of shorten(offers)) {
    const maker = toMaker(offer);
    onTry?.(maker, trail.at(-1) ?? null);
    try {
      const value = await call(offer, maker);
      return { value, maker, trail: [...trail, doneStep(task, maker)] };
    } catch (error) {
      if (isAbort(error)) throw error;
      trail.push(failedStep(task, maker, error));
      first ??= error;
      if (!mayMoveOn(error)) throw withTrail(error, trail);
    }
  }
  throw withTrail(first, trail);
}

/** A refusal for what was asked holds everywhere; what is no AppError is a fault of ours. */
export function mayMoveOn(error: unknown): boolean {
  return AppError.isInstance(error) && error.code !== 'models.refused';
}

/**
 * The first and those who may step in for it: of each other provider its best, then the built-in engine. What costs
 * nothing, such as a server of one's own, never becomes something that costs or leaves the house.
 */
export function shorten([first, ...others]: Offer[]): Offer[] {
  if (!first) return [];
  const { fallback } = config();
  if (fallback === 'never') return [first];
  const seen = new Set([first.provider.id]);
  const next = others.filter(({ provider, model }) => {
    if (seen.has(provider.id) || provider.offline) return false;
    if (first.model.price.free && !model.price.free) return false;
    seen.add(provider.id);
    return true;
  });
  const studio = others.filter(({ provider }) => provider.offline && provider.id !== first.provider.id);
  return [first, ...(fallback === 'studio' ? [] : next.slice(0, MAX_OTHERS)), ...studio.slice(0, 1)];
}
