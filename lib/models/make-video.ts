import type { TrailStep } from '@/lib/contracts';
import { alongChain } from './along-chain';
import { callEngine } from './call-engine';
import { fillTemplate } from './catalogue/catalogue-config';
import { composePrompt } from './compose-prompt';
import { findOffer } from './configured-models';
import { noCapableModel, unknownModel } from './errors';
import { filmSeconds } from './guess-usage';
import { chainFor, chooseMaker, type Maker } from './makers';
import type { VideoState } from './ports';
import { withinLimits } from './within-limits';

/** To be taken on, not to be finished. */
const START_TIMEOUT_MS = 60_000;
const POLL_TIMEOUT_MS = 60_000;

export type VideoOrder = {
  wanted?: string | null;
  prompt: string;
  image?: { mediaType: string; bytes: Uint8Array };
  aspectRatio?: '16:9' | '9:16';
  durationSeconds?: number;
  style?: string;
  mood?: string;
  /** False: by the first choice or not at all, as for what a person agreed to. */
  fallback?: boolean;
  signal: AbortSignal;
  onTry?(maker: Maker, failed: TrailStep | null): void;
};

/**
 * Has a film begun. `operation` is for `pollVideo` of any process; `durationSeconds` is the length that was asked for,
 * the nearest that the maker can. Throws AppErrors `models.*`; when aborted, an error for which `isAbort` is true.
 */
export async function startVideo(order: VideoOrder): Promise<{
  maker: Maker;
  operation: unknown;
  durationSeconds: number;
  trail: TrailStep[];
}> {
  const { wanted, image, aspectRatio, signal, onTry } = order;
  const chain = await chainFor('video', wanted);
  if (chain.length === 0) {
    const choice = await chooseMaker('video');
    throw noCapableModel(choice.status === 'no_capable_model' ? choice.reason : '');
  }
  const prompt = composePrompt(fillTemplate('video', { prompt: order.prompt }), order);
  const size = { characters: prompt.length, pictureBytes: image ? [image.bytes.byteLength] : [] };
  const able = withinLimits(chain, size, Boolean(wanted) || order.fallback === false);
  const { value, maker, trail } = await alongChain({
    ...{ task: 'video', offers: order.fallback === false ? able.slice(0, 1) : able, onTry },
    async call({ provider, model }) {
      const durationSeconds = nearestLength(order.durationSeconds ?? filmSeconds(model), model.limits);
      const started = await callEngine(
        { provider, modality: 'video', signal, timeoutMs: START_TIMEOUT_MS },
        async (inTime) => {
          if (!provider.video) throw unknownModel();
          return provider.video.start({
            ...{ model, prompt, image, aspectRatio, durationSeconds },
            signal: inTime,
          });
        },
      );
      return { operation: started.operation, durationSeconds };
    },
  });
  return { ...value, maker, trail };
}

/**
 * How far a film is. Throws `models.*` when its making failed or it cannot be asked for; retryable errors are worth
 * another poll.
 */
export async function pollVideo(given: {
  model: string;
  operation: unknown;
  signal: AbortSignal;
}): Promise<VideoState> {
  const offer = await findOffer(given.model);
  const video = offer?.provider.video;
  if (!offer || !video) throw unknownModel();
  const { model, provider } = offer;
  return callEngine(
    { provider, modality: 'video', signal: given.signal, timeoutMs: POLL_TIMEOUT_MS },
    async (inTime) => {
      // The film itself is read after the poll, for as long as the caller likes.
      const controller = new AbortController();
      const stop = () => controller.abort();
      given.signal.addEventListener('abort', stop, { once: true });
      inTime.addEventListener('abort', stop, { once: true });
      try {
        return await video.poll({ model, operation: given.operation, signal: controller.signal });
      } finally {
        inTime.removeEventListener('abort', stop);
      }
    },
  );
}

/** The length that can be had nearest to the one wanted. */
function nearestLength(
  wanted: number,
  { durations_seconds: lengths = [] }: { durations_seconds?: number[] },
) {
  const [first, ...others] = lengths;
  if (first === undefined) return wanted;
  return others.reduce(
    (best, length) => (Math.abs(length - wanted) < Math.abs(best - wanted) ? length : best),
    first,
  );
}
