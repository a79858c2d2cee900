import { createGoogle } from '@ai-sdk/google';
import { z } from 'zod';
import { vendorModelId } from '../../catalogue';
import { badRequest } from '../../errors';
import type { VideoCall, VideoEngine } from '../../ports';
import { translateError } from '../ai-sdk/translate-error';
import { connection, name } from './connection';
import { downloadFilm } from './download-film';
import { readOperation } from './operation';

/** What is kept between `start` and `poll`: a name that means nothing without the key, and what will be billed. */
const operationSchema = z.object({
  operationName: z.string().regex(/^[\w-]+(\/[\w.-]+)+$/),
  seconds: z.number().positive(),
});

const DEFAULT_SECONDS = 8;

/** Veo: a long-running operation, then a file to be fetched with the key. */
export const video: VideoEngine = {
  async start(call) {
    const { apiKey, baseURL } = connection();
    const seconds = chooseDuration(call);
    try {
      const model = createGoogle({ apiKey, baseURL }).video(vendorModelId(call.model));
      const started = await model.doStart?.({
        prompt: call.prompt,
        n: 1,
        aspectRatio: call.aspectRatio ?? '16:9',
        resolution: undefined,
        duration: seconds,
        fps: undefined,
        seed: undefined,
        frameImages: undefined,
        inputReferences: undefined,
        generateAudio: undefined,
        image: call.image && { type: 'file', mediaType: call.image.mediaType, data: call.image.bytes },
        providerOptions: {},
        abortSignal: call.signal,
      });
      return { operation: operationSchema.parse({ ...(started?.operation as object), seconds }) };
    } catch (error) {
      throw translateError(error, { name, secrets: [apiKey], started: false });
    }
  },

  async poll({ model, operation, signal }) {
    const { apiKey, baseURL } = connection();
    const known = operationSchema.safeParse(operation);
    if (!known.success) throw badRequest({ name });
    const { operationName, seconds } = known.data;
    try {
      const state = await readOperation(vendorModelId(model), operationName, signal);
      if (state.status === 'running') return state;
      const { mediaType, body } = await downloadFilm(state.address, { apiKey, baseURL, signal });
      return { status: 'done', mediaType, body, usage: { seconds } };
    } catch (error) {
      throw translateError(error, { name, secrets: [apiKey], started: false });
    }
  },
};

/** The shortest of the model's lengths that is long enough, else its longest. */
function chooseDuration({ model, durationSeconds }: VideoCall): number {
  const lengths = [...(model.limits.durations_seconds ?? [])].sort((a, b) => a - b);
  const wanted = durationSeconds ?? DEFAULT_SECONDS;
  return lengths.find((length) => length >= wanted) ?? lengths.at(-1) ?? wanted;
}
