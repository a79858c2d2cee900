import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4StreamPart,
} from '@ai-sdk/provider';
import { emptyAnswer, interrupted, refused, unavailable } from '../../errors';
import type { AnswerPart, EngineCall, FinishReason } from '../../ports';
import { BlockJoiner } from './block-joiner';
import { pictureType, toBytes } from './picture-bytes';
import { type PromptStyle, textOf, toPrompt } from './to-prompt';
import { translateError } from './translate-error';

/** The name of the tool by which OpenAI, and Studio, draw in the middle of an answer. */
export const DRAWING_TOOL = 'image_generation';

export type LanguageSettings = {
  name: string;
  secrets: readonly string[];
  style: PromptStyle;
  options: Pick<LanguageModelV4CallOptions, 'tools' | 'providerOptions' | 'maxOutputTokens'>;
};

type Finish = Extract<LanguageModelV4StreamPart, { type: 'finish' }>;

/**
 * Streams an answer from a language model of the AI SDK. Reads `doStream()` directly: the SDK's `streamText`
 * costs several times the CPU per token, and tool loops are not needed here.
 */
export async function* streamLanguage(
  model: Pick<LanguageModelV4, 'doStream'>,
  call: EngineCall,
  settings: LanguageSettings,
): AsyncGenerator<AnswerPart, void, undefined> {
  const { signal, progress } = call;
  const prompt = lastWords(call);
  const blocks = new BlockJoiner();
  let started = false;
  let finish: Finish | undefined;
  try {
    const { stream } = await model.doStream({
      prompt: toPrompt(call.messages, settings.style),
      abortSignal: signal,
      ...settings.options,
    });
    const reader = stream.getReader();
    // Ends a pending read at once, even of a provider that does not listen to the signal.
    const release = () => void reader.cancel().catch(() => undefined);
    signal.addEventListener('abort', release, { once: true });
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        if (value.type === 'stream-start') continue;
        progress.chunkArrived();
        switch (value.type) {
          case 'text-delta':
          case 'reasoning-delta':
            if (value.delta === '') break;
            started = true;
            yield { type: value.type, text: blocks.join(value.type, value.id, value.delta) };
            break;
          case 'tool-call':
            if (value.toolName !== DRAWING_TOOL) break;
            progress.drawingStarted();
            yield { type: 'status', label: 'Drawing the picture' };
            break;
          case 'tool-result':
            if (value.toolName !== DRAWING_TOOL || value.preliminary) break;
            started = true;
            yield toFile(drawnPicture(value.result), 'image/png', prompt);
            break;
          case 'file':
            if (value.data.type !== 'data') break;
            started = true;
            yield toFile(value.data.data, value.mediaType, prompt);
            break;
          case 'error':
            throw value.error;
          case 'finish':
            finish = value;
            break;
          default:
        }
      }
    } finally {
      signal.removeEventListener('abort', release);
      release();
    }
  } catch (error) {
    throw translateError(error, { ...settings, started });
  }
  if (!signal.aborted) yield toFinish(finish, started, settings.name);
}

function toFile(data: Uint8Array | string, declared: string, prompt: string): AnswerPart {
  const bytes = toBytes(data);
  return { type: 'file', mediaType: pictureType(bytes, declared), bytes, ...(prompt ? { prompt } : {}) };
}

/** The SDK gives the drawing tool's output as `{ result: base64 }`. */
function drawnPicture(result: unknown): string {
  const picture = (result as { result?: unknown } | null)?.result;
  return typeof picture === 'string' ? picture : '';
}

function lastWords({ messages }: EngineCall): string {
  return textOf(messages.findLast((message) => message.role === 'user')?.parts ?? []);
}

function toFinish(finish: Finish | undefined, started: boolean, name: string): AnswerPart {
  const reason = finish?.finishReason.unified ?? 'interrupted';
  if (reason === 'content-filter' && !started) throw refused({ name });
  if (reason === 'interrupted' || reason === 'error')
    throw started ? interrupted({ name }) : unavailable({ name });
  if (!started) throw emptyAnswer({ name });
  const { inputTokens, outputTokens } = finish?.usage ?? {};
  const known = inputTokens?.total !== undefined && outputTokens?.total !== undefined;
  const usage = known
    ? { input_tokens: inputTokens.total ?? 0, output_tokens: outputTokens.total ?? 0 }
    : undefined;
  return { type: 'finish', reason: reasons[reason] ?? 'other', ...(usage ? { usage } : {}) };
}

const reasons: Partial<Record<Finish['finishReason']['unified'], FinishReason>> = {
  stop: 'stop',
  length: 'length',
  'content-filter': 'content_filter',
};
