import { setTimeout as sleep } from 'node:timers/promises';
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4Prompt,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from '@ai-sdk/provider';
import { DRAWING_TOOL } from '../ai-sdk/stream-language';
import { composeAnswer } from './compose-answer';
import { hasIntroducedItself, readTurn } from './read-turn';

export type Pace = {
  /** Pause after each word, in milliseconds. */
  wordDelayMs: number;
};

const TEXT_ID = 'text';
const DRAWING_ID = 'drawing';
const NOT_DRAWN = 'The picture could not be drawn this time. Try again in a moment.\n\n';
const finishReason = { unified: 'stop', raw: undefined } as const;

/** The offline engine as a language model of the AI SDK: it answers by rule, word by word, and draws. */
export function createStudioModel(modelId: string, pace: () => Pace): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: 'studio',
    modelId,
    supportedUrls: {},
    async doGenerate(options) {
      const content: LanguageModelV4Content[] = [];
      let text = '';
      for await (const part of speak(options, { wordDelayMs: 0 })) {
        if (part.type === 'text-delta') text += part.delta;
        if (part.type === 'file') content.push(part);
      }
      content.unshift({ type: 'text', text });
      return { content, finishReason, usage: countWords(options.prompt, text), warnings: [] };
    },
    doStream: async (options) => ({ stream: toStream(speak(options, pace())) }),
  };
}

async function* speak(
  { prompt, abortSignal, tools }: LanguageModelV4CallOptions,
  { wordDelayMs }: Pace,
): AsyncGenerator<LanguageModelV4StreamPart> {
  const turn = readTurn(prompt);
  yield { type: 'stream-start', warnings: [] };
  const answer = await composeAnswer(turn, hasIntroducedItself(prompt), !draws(tools));
  // Drawn while the opening is being said.
  const picture = answer.draw?.().catch(() => null);
  yield { type: 'text-start', id: TEXT_ID };
  yield* say(answer.opening, wordDelayMs, abortSignal);
  if (picture) {
    yield {
      type: 'tool-call',
      toolCallId: DRAWING_ID,
      toolName: DRAWING_TOOL,
      input: '{}',
      providerExecuted: true,
    };
    const drawn = await picture;
    if (drawn) yield { type: 'file', mediaType: 'image/png', data: { type: 'data', data: drawn } };
    else yield* say(NOT_DRAWN, wordDelayMs, abortSignal);
  }
  yield* say(answer.closing, wordDelayMs, abortSignal);
  yield { type: 'text-end', id: TEXT_ID };
  yield { type: 'finish', finishReason, usage: countWords(prompt, answer.opening + answer.closing) };
}

/** Whether a tool is offered that draws. */
const draws = (tools: LanguageModelV4CallOptions['tools']) =>
  tools?.some(({ name }) => name === 'generate_image') ?? false;

async function* say(
  text: string,
  wordDelayMs: number,
  abortSignal: AbortSignal | undefined,
): AsyncGenerator<LanguageModelV4StreamPart> {
  for (const word of text.match(/\S+\s*|\s+/g) ?? []) {
    yield { type: 'text-delta', id: TEXT_ID, delta: word };
    if (wordDelayMs > 0) await sleep(wordDelayMs, undefined, { signal: abortSignal });
    else abortSignal?.throwIfAborted();
  }
}

function toStream<Part>(parts: AsyncGenerator<Part>): ReadableStream<Part> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}

function countWords(prompt: LanguageModelV4Prompt, said: string): LanguageModelV4Usage {
  const words = (text: string) => text.match(/\S+/g)?.length ?? 0;
  const { words: asked } = readTurn(prompt);
  const none = { cacheRead: undefined, cacheWrite: undefined };
  return {
    inputTokens: { total: words(asked), noCache: undefined, ...none },
    outputTokens: { total: words(said), text: undefined, reasoning: undefined },
  };
}
