import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4StreamPart,
} from '@ai-sdk/provider';
import { emptyAnswer, interrupted, refused, unavailable } from '../../errors';
import type { AnswerPart, EngineCall, FinishReason } from '../../ports';
import { BlockJoiner } from './block-joiner';
import { isWebAddress } from './cite-sources';
import { pictureType, toBytes } from './picture-bytes';
import { readToolCall, toFunctionTool } from './read-tool-call';
import { readUsage } from './read-usage';
import { type PromptStyle, textOf, toPrompt } from './to-prompt';
import { translateError } from './translate-error';
import { TurnRecorder } from './turn-recorder';

/** The name of the tool by which OpenAI, and Studio, draw in the middle of an answer. */
export const DRAWING_TOOL = 'image_generation';

export type LanguageSettings = {
  name: string;
  secrets: readonly string[];
  style: PromptStyle;
  options: Pick<LanguageModelV4CallOptions, 'tools' | 'providerOptions' | 'maxOutputTokens'>;
};

type Finish = Extract<LanguageModelV4StreamPart, { type: 'finish' }>;

type Source = { url: string; title: string };

/**
 * Streams an answer from a language model of the AI SDK. Reads `doStream()` directly: the SDK's `streamText`
 * costs several times the CPU per token, and its tool loop keeps nothing between two processes.
 */
export async function* streamLanguage(
  model: Pick<LanguageModelV4, 'doStream'>,
  call: EngineCall,
  settings: LanguageSettings,
): AsyncGenerator<AnswerPart, void, undefined> {
  const { signal, progress } = call;
  const prompt = lastWords(call);
  const blocks = new BlockJoiner();
  const offered = call.model.tools ? (call.tools ?? []) : [];
  const turn = offered.length > 0 ? new TurnRecorder() : null;
  const sources = new Map<string, Source>();
  let started = false;
  let finish: Finish | undefined;
  try {
    const { stream } = await model.doStream({
      prompt: toPrompt(call.messages, settings.style),
      abortSignal: signal,
      ...settings.options,
      ...(turn ? { tools: [...(settings.options.tools ?? []), ...offered.map(toFunctionTool)] } : {}),
    });
    const reader = stream.getReader();
    // Ends a pending read at once, even of a provider that does not listen to the signal.
    const release = () => void reader.cancel().catch(() => undefined);
    signal.addEventListener('abort', release, { once: true });
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        // Some tell of the answer before anything of it has come.
        if (value.type === 'stream-start' || value.type === 'response-metadata') continue;
        progress.chunkArrived();
        turn?.note(value);
        switch (value.type) {
          case 'text-delta':
          case 'reasoning-delta':
            if (value.delta === '') break;
            started = true;
            yield { type: value.type, text: blocks.join(value.type, value.id, value.delta) };
            break;
          case 'tool-call':
            if (turn && !value.providerExecuted) {
              const asked = readToolCall(value);
              turn.call(asked);
              started = true;
              const { callId, tool, input } = asked;
              yield { type: 'tool-call', callId, tool, input };
              break;
            }
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
          case 'source':
            if (value.sourceType === 'url' && isWebAddress(value.url))
              sources.set(value.url, { url: value.url, title: value.title ?? '' });
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
  if (signal.aborted) return;
  const last = toFinish(finish, started, settings.name);
  if (sources.size > 0) yield { type: 'sources', sources: [...sources.values()] };
  // Some say that they stopped when they wait for what comes of their calls.
  const waits = turn?.hasCalls && (last.reason === 'stop' || last.reason === 'tool_calls');
  yield waits ? { ...last, reason: 'tool_calls', turn: turn.toMessage() } : last;
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

function toFinish(
  finish: Finish | undefined,
  started: boolean,
  name: string,
): Extract<AnswerPart, { type: 'finish' }> {
  const { unified, raw } = finish?.finishReason ?? {};
  // A finish for which the provider gave no reason was made up when its stream ended.
  const reason =
    unified === undefined || (unified === 'other' && raw === undefined) ? 'interrupted' : unified;
  if (reason === 'content-filter' && !started) throw refused({ name });
  if (reason === 'interrupted' || reason === 'error')
    throw started ? interrupted({ name }) : unavailable({ name });
  if (!started) throw emptyAnswer({ name });
  const usage = readUsage(finish?.usage);
  return { type: 'finish', reason: reasons[reason] ?? 'other', ...(usage ? { usage } : {}) };
}

const reasons: Partial<Record<Finish['finishReason']['unified'], FinishReason>> = {
  stop: 'stop',
  length: 'length',
  'content-filter': 'content_filter',
  'tool-calls': 'tool_calls',
};
