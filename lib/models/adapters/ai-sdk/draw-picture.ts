import type { ImageModelV4, ImageModelV4File } from '@ai-sdk/provider';
import { emptyAnswer } from '../../errors';
import type { AnswerPart, EngineCall, PromptMessage, PromptPart } from '../../ports';
import { pictureType, toBytes } from './picture-bytes';
import { textOf } from './to-prompt';
import { translateError } from './translate-error';

type ImagePart = Extract<PromptPart, { type: 'image' }>;

export type PictureSettings = {
  name: string;
  secrets: readonly string[];
  /** Reads the prompt a provider rewrote for itself out of its metadata. */
  readRevisedPrompt(metadata: unknown, index: number): string | undefined;
};

/** Words by which a new request means the picture made before: "make it darker", "now without the hat". */
const meansEarlierPicture =
  /\b(it|its|this|that|the (same|picture|image|photo)|again|instead|now|without|edit|change|remove|replace|add|keep|darker|brighter|bigger|smaller)\b/i;

/** Answers with pictures from an image model of the AI SDK. Pictures given in make it an edit. */
export async function* drawPicture(
  model: ImageModelV4,
  call: EngineCall,
  settings: PictureSettings,
): AsyncGenerator<AnswerPart, void, undefined> {
  const { prompt, pictures } = readOrder(call.messages);
  yield { type: 'status', label: pictures.length > 0 ? 'Editing the picture' : 'Drawing the picture' };
  const drawn = await generate(model, call, { prompt, pictures }).catch((error: unknown) => {
    throw translateError(error, { ...settings, started: false });
  });
  call.progress.chunkArrived();
  if (drawn.images.length === 0) throw emptyAnswer(settings);
  for (const [index, image] of drawn.images.entries()) {
    const bytes = toBytes(image);
    const told = settings.readRevisedPrompt(drawn.providerMetadata, index) ?? prompt;
    yield {
      type: 'file',
      mediaType: pictureType(bytes, 'image/png'),
      bytes,
      ...(told ? { prompt: told } : {}),
    };
  }
  const { inputTokens, outputTokens } = drawn.usage ?? {};
  const known = inputTokens !== undefined && outputTokens !== undefined;
  const usage = known ? { usage: { input_tokens: inputTokens, output_tokens: outputTokens } } : {};
  yield { type: 'finish', reason: 'stop', ...usage };
}

function generate(
  model: ImageModelV4,
  { signal }: EngineCall,
  order: { prompt: string; pictures: ImagePart[] },
) {
  const files = order.pictures.map(
    ({ mediaType, bytes }): ImageModelV4File => ({ type: 'file', mediaType, data: bytes }),
  );
  return Promise.resolve(
    model.doGenerate({
      prompt: order.prompt,
      files: files.length > 0 ? files : undefined,
      mask: undefined,
      n: 1,
      size: undefined,
      aspectRatio: undefined,
      seed: undefined,
      providerOptions: {},
      abortSignal: signal,
    }),
  );
}

/** What to draw: the last thing the person said, with the pictures it comes with or speaks of. */
function readOrder(messages: PromptMessage[]): { prompt: string; pictures: ImagePart[] } {
  const last = messages.findLast((message) => message.role === 'user');
  const prompt = textOf(last?.parts ?? []);
  const attached = picturesOf(last);
  if (attached.length > 0 || !meansEarlierPicture.test(prompt)) return { prompt, pictures: attached };
  const earlier = messages.flatMap((message) => picturesOf(message)).slice(-1);
  return { prompt, pictures: earlier };
}

function picturesOf(message: PromptMessage | undefined): ImagePart[] {
  return message?.parts.filter((part) => part.type === 'image') ?? [];
}
