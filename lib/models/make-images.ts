import type { TrailStep } from '@/lib/contracts';
import { fillTemplate } from './catalogue/catalogue-config';
import { composePrompt } from './compose-prompt';
import { emptyAnswer } from './errors';
import { type Fallback, type Made, makeForUse } from './make-for-use';
import type { Maker } from './makers';
import type { AspectRatio, MadeImage } from './ports';

/** Large pictures of the best quality take about two minutes; several are made one after the other by some. */
const TIMEOUT_MS = 300_000;

export type ImageOrder = {
  use: 'image' | 'edit';
  wanted?: string | null;
  prompt: string;
  images: { mediaType: string; bytes: Uint8Array }[];
  aspectRatio?: AspectRatio;
  style?: string;
  mood?: string;
  count?: number;
  seed?: number;
  /** False: by the first choice or not at all, as for what a person agreed to. */
  fallback?: Fallback;
  signal: AbortSignal;
  onTry?(maker: Maker, failed: TrailStep | null): void;
};

/**
 * Draws pictures, or works on those given. `prompt` of the outcome is what the engine was told. Throws AppErrors
 * `models.*`; when `signal` was aborted, an error for which `isAbort` is true.
 */
export function makeImages(order: ImageOrder): Promise<Made<{ images: MadeImage[]; prompt: string }>> {
  const { use, wanted, images, aspectRatio, seed, fallback, signal, onTry } = order;
  const prompt = composePrompt(fillTemplate(use, { prompt: order.prompt }), order);
  return makeForUse({
    ...{ use, wanted, fallback, signal, onTry },
    task: 'image',
    timeoutMs: TIMEOUT_MS,
    size: { characters: prompt.length, pictureBytes: images.map(({ bytes }) => bytes.byteLength) },
    async call({ provider, model }, inTime) {
      const count = order.count ?? 1;
      const made = await provider.image?.generate({
        ...{ model, prompt, images, aspectRatio, count, seed },
        signal: inTime,
      });
      if (!made || made.images.length === 0) throw emptyAnswer({ name: provider.name });
      return {
        result: { images: made.images, prompt },
        usage: made.usage ?? null,
        counts: { images: made.images.length },
      };
    },
  });
}
