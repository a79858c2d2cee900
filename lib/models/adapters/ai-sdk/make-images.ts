import type { ImageModelV4, ImageModelV4File } from '@ai-sdk/provider';
import { badAnswer, emptyAnswer, refused } from '../../errors';
import type { ImageCall, MadeImage, ModelUsage } from '../../ports';
import { knownPictureType, toBytes } from './picture-bytes';
import { translateError } from './translate-error';

type Options = Parameters<ImageModelV4['doGenerate']>[0];
type Answer = Awaited<ReturnType<ImageModelV4['doGenerate']>>;

export type ImageSettings = {
  name: string;
  secrets: readonly string[];
  /** How this provider is told of a shape. */
  shape: Partial<Pick<Options, 'size' | 'aspectRatio'>>;
  /** How many pictures one request may ask for; for more, several are made side by side. */
  perRequest: number;
  /** Reads the prompt a provider rewrote for itself out of its metadata. */
  readRevisedPrompt?(metadata: unknown, index: number): string | undefined;
  /** True when the metadata of an answer without pictures says that the content rules are why. */
  isRefusal?(answer: Answer): boolean;
};

type Made = { images: MadeImage[]; usage?: ModelUsage };

/** Has an image model of the AI SDK make pictures. When only some of several requests came to something, these count. */
export async function makeImages(
  model: ImageModelV4,
  call: ImageCall,
  settings: ImageSettings,
): Promise<Made> {
  const sizes = splitCount(call.count, settings.perRequest);
  const tried = await Promise.allSettled(
    sizes.map((count, index) => request(model, call, settings, { count, index })),
  );
  const made = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failed = tried.find((one) => one.status === 'rejected');
  if (failed && (made.length === 0 || call.signal.aborted)) throw failed.reason;
  return { images: made.flatMap(({ images }) => images), usage: sum(made.map(({ usage }) => usage ?? {})) };
}

async function request(
  model: ImageModelV4,
  call: ImageCall,
  settings: ImageSettings,
  { count, index }: { count: number; index: number },
): Promise<Made> {
  const files = call.images.map(
    ({ mediaType, bytes }): ImageModelV4File => ({ type: 'file', mediaType, data: bytes }),
  );
  try {
    const answer = await model.doGenerate({
      prompt: call.prompt,
      files: files.length > 0 ? files : undefined,
      mask: undefined,
      n: count,
      size: settings.shape.size,
      aspectRatio: settings.shape.aspectRatio,
      // The same seed again would draw the same picture again.
      seed: call.seed === undefined ? undefined : call.seed + index,
      providerOptions: {},
      abortSignal: call.signal,
    });
    if (answer.images.length === 0)
      throw settings.isRefusal?.(answer) ? refused(settings) : emptyAnswer(settings);
    const images = answer.images.map((image, at) => toMade(toBytes(image), answer, at, settings));
    return { images, usage: toUsage(answer.usage, images.length) };
  } catch (error) {
    throw translateError(error, { ...settings, started: false });
  }
}

function toMade(bytes: Uint8Array, answer: Answer, index: number, settings: ImageSettings): MadeImage {
  const mediaType = knownPictureType(bytes);
  if (!mediaType) throw bytes.length === 0 ? emptyAnswer(settings) : badAnswer(settings);
  const revisedPrompt = settings.readRevisedPrompt?.(answer.providerMetadata, index);
  return { mediaType, bytes, ...(revisedPrompt ? { revisedPrompt } : {}) };
}

function toUsage(usage: Answer['usage'], images: number): ModelUsage {
  const { inputTokens, outputTokens } = usage ?? {};
  if (inputTokens === undefined || outputTokens === undefined) return { images };
  // All that these models give is pictures.
  return {
    input_tokens: inputTokens,
    output_tokens: outputTokens,
    image_output_tokens: outputTokens,
    images,
  };
}

function sum(usages: ModelUsage[]): ModelUsage {
  const total: Record<string, number> = {};
  for (const usage of usages)
    for (const [key, value] of Object.entries(usage)) total[key] = (total[key] ?? 0) + value;
  return total;
}

function splitCount(count: number, most: number): number[] {
  return Array.from({ length: Math.ceil(count / most) }, (_, index) => Math.min(most, count - index * most));
}
