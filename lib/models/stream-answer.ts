import { setTimeout as sleep } from 'node:timers/promises';
import type { TrailStep } from '@/lib/contracts';
import { mayMoveOn } from './along-chain';
import { AnswerAborted } from './answer-aborted';
import type { Offer } from './configured-models';
import { timedOut, unknownModel } from './errors';
import { findOffered } from './list-models';
import { type Maker, toMaker } from './makers';
import type { AnswerPart, AnswerRequest, EngineCall } from './ports';
import { engineFor } from './resilience/engines';
import type { Passage } from './resilience/passage';
import { retryDelayMs } from './retry-delay';
import { StageWatch } from './stage-watch';
import { forAnother, standInsFor } from './stand-ins';
import { type TimeLimits, timeLimitsFor } from './time-limits';
import { failedStep, withTrail } from './trail';

/** Somebody else goes on: nothing of the answer was shown yet. */
export type FallbackPart = { type: 'fallback'; failed: TrailStep; next: Maker };

type Options = { timeouts?: Partial<TimeLimits> };

/**
 * Streams an answer. Nothing is asked of the provider until the first part is read; leaving the loop early
 * ends the provider's call.
 *
 * Throws an AppError `models.*` whose sentence may be shown, or, when `request.signal` was aborted, an error
 * for which `isAbort` is true. Failures that may pass are tried again, but only while nothing of the answer was yielded.
 * So with `fallback` others answer instead (see `FallbackPart`), the built-in engine at last; a refusal for what was
 * asked stands. The error is then that of the first, with all attempts (`trailOf`).
 */
export function streamAnswer(
  request: AnswerRequest & { fallback?: false },
  options?: Options,
): AsyncGenerator<AnswerPart, void, undefined>;
export function streamAnswer(
  request: AnswerRequest & { fallback?: boolean },
  options?: Options,
): AsyncGenerator<AnswerPart | FallbackPart, void, undefined>;
export async function* streamAnswer(
  request: AnswerRequest & { fallback?: boolean },
  options: Options = {},
): AsyncGenerator<AnswerPart | FallbackPart, void, undefined> {
  const { signal } = request;
  if (signal.aborted) throw new AnswerAborted();
  const first = await findOffered(request.model);
  if (!first) throw unknownModel();
  let offer = first;
  let call = callFor(first, request);
  let limits = limitsOf(first, options.timeouts);
  let endsAt = performance.now() + limits.totalMs;
  const trail: TrailStep[] = [];
  let firstFailure: unknown = null;
  let lastFailure: unknown = null;
  let others: Offer[] | null = null;

  for (let attempt = 1; ; attempt++) {
    let yielded = false;
    let failure: unknown = null;
    let watch: StageWatch | null = null;
    let passage: Passage | null = null;
    try {
      const cameAt = performance.now();
      passage = await engineFor(offer.provider, 'language').enter(signal, limits.totalMs);
      // Waiting for a place is no fault of the engine.
      endsAt += performance.now() - cameAt;
      watch = new StageWatch(limits, endsAt, signal);
      if (!offer.provider.language) throw unknownModel();
      for await (const part of offer.provider.language.stream({
        ...call,
        signal: watch.signal,
        progress: watch,
      })) {
        // A status is no part of the answer: saying it twice does no harm.
        if (!yielded && part.type !== 'status') {
          yielded = true;
          passage.begun();
        }
        yield part;
      }
      if (!watch.signal.aborted) {
        passage.succeeded();
        return;
      }
    } catch (error) {
      failure = error;
    } finally {
      if (watch?.timedOut) failure = timedOut({ name: offer.provider.name, cause: failure });
      watch?.close();
      // Without a failure it was left by whoever listened, unless it succeeded before.
      if (failure === null || signal.aborted) passage?.stopped();
      else passage?.failed(failure);
    }
    if (signal.aborted) throw new AnswerAborted();
    // Closed by this answer's own tries: what went wrong says more than that nobody is let in.
    if (passage) lastFailure = failure;
    else failure = lastFailure ?? failure;
    const isWorthwhile = passage !== null && !yielded;
    const delayMs = isWorthwhile ? retryDelayMs(failure, attempt, limits.retryMs) : null;
    if (delayMs !== null && performance.now() + delayMs < endsAt) {
      await sleep(delayMs, undefined, { signal }).catch(() => {
        throw new AnswerAborted();
      });
      continue;
    }
    trail.push(failedStep('answer', toMaker(offer), failure));
    firstFailure ??= failure;
    if (!request.fallback || yielded || !mayMoveOn(failure) || performance.now() >= endsAt)
      throw withTrail(yielded ? failure : firstFailure, trail);
    others ??= await standInsFor(first, request);
    const next = others.shift();
    if (!next) throw withTrail(firstFailure, trail);
    const failed = trail.at(-1) as TrailStep;
    offer = next;
    call = {
      ...callFor(next, request),
      messages: forAnother(request.messages, next),
      ...standing(first, next, trail),
    };
    limits = limitsOf(next, options.timeouts);
    attempt = 0;
    lastFailure = null;
    yield { type: 'fallback', failed, next: toMaker(next) };
  }
}

/** The built-in engine waits for nobody: when it is silent, this machine is busy, and it goes on by itself. */
function limitsOf({ provider, model }: Offer, timeouts: Partial<TimeLimits> | undefined): TimeLimits {
  const limits = timeLimitsFor(model, timeouts);
  const { totalMs } = limits;
  return provider.offline
    ? { ...limits, headersMs: totalMs, firstChunkMs: totalMs, chunkMs: totalMs }
    : limits;
}

type Call = Omit<EngineCall, 'signal' | 'progress'>;

function callFor({ model }: Offer, { messages, tools }: AnswerRequest): Call {
  return { model, messages, ...(model.tools && tools && tools.length > 0 ? { tools } : {}) };
}

function standing(first: Offer, next: Offer, [failed]: TrailStep[]): Pick<EngineCall, 'standingInFor'> {
  if (!next.provider.offline) return {};
  return { standingInFor: { name: first.model.name, message: failed?.message ?? '' } };
}
