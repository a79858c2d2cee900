import type { TrailStep } from '@/lib/contracts';
import { alongChain } from './along-chain';
import { callEngine } from './call-engine';
import type { Use } from './catalogue/uses';
import type { Offer } from './configured-models';
import { costOf } from './cost-of';
import { noCapableModel } from './errors';
import { guessUsage } from './guess-usage';
import { chainFor, chooseMaker, type Maker, toMaker } from './makers';
import type { ModelUsage } from './ports';
import type { Modality } from './resilience/engine';
import type { Task } from './trail';
import { type OrderSize, withinLimits } from './within-limits';

/** What something made comes with: who made it, what was used, what it cost, and who was tried. */
export type Made<T> = T & {
  maker: Maker;
  usage: ModelUsage | null;
  costMicros: number;
  isEstimate: boolean;
  trail: TrailStep[];
};

/** Whether others may step in for the first choice, or which of them. */
export type Fallback = boolean | ((maker: Maker) => boolean);

type Job<T> = {
  use: Use;
  task: Task;
  wanted?: string | null;
  signal: AbortSignal;
  timeoutMs: number;
  /** How large the order is: who takes that, and what it costs where the provider does not report it. */
  size?: OrderSize;
  fallback?: Fallback | undefined;
  onTry?(maker: Maker, failed: TrailStep | null): void;
  call(
    offer: Offer,
    signal: AbortSignal,
  ): Promise<{ result: T; usage: ModelUsage | null; counts?: ModelUsage }>;
};

/**
 * Has a use done by the first choice for it that takes so much, or the next when that fails. Throws
 * `models.no_capable_model`, `models.unknown_model`, `models.too_much`, or the error of the first choice with its trail.
 */
export async function makeForUse<T extends object>(job: Job<T>): Promise<Made<T>> {
  const { use, signal, timeoutMs, size = {}, fallback = true } = job;
  const chain = await chainFor(use, job.wanted);
  if (chain.length === 0) throw await missing(use);
  const able = withinLimits(chain, size, Boolean(job.wanted) || !fallback);
  const { value, maker, trail } = await alongChain({
    task: job.task,
    offers: able.filter((offer, index) => index === 0 || mayStepIn(offer, fallback)),
    onTry: job.onTry,
    call: (offer) =>
      callEngine({ provider: offer.provider, modality: modalityOf(use), signal, timeoutMs }, (inTime) =>
        job.call(offer, inTime),
      ),
  });
  const counts = { ...value.counts, ...value.usage };
  // Where the provider tells nothing, what was counted here stands in, and the rest is guessed.
  const guess = value.usage === null ? guessUsage(use, maker.model, { ...size, count: counts.images }) : {};
  const { micros, isEstimate } = costOf(maker.id, counts, guess);
  return { ...value.result, maker, usage: value.usage, costMicros: micros, isEstimate, trail };
}

const mayStepIn = (offer: Offer, fallback: Fallback) =>
  typeof fallback === 'function' ? fallback(toMaker(offer)) : fallback;

function modalityOf(use: Use): Modality {
  if (use === 'edit') return 'image';
  return use === 'chat' || use === 'vision' || use === 'summary' ? 'language' : use;
}

async function missing(use: Use) {
  const choice = await chooseMaker(use);
  return noCapableModel(choice.status === 'no_capable_model' ? choice.reason : 'Nothing here can do that.');
}
