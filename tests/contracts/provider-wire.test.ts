import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type AnswerPart,
  checkModels,
  chooseModel,
  listModels,
  type ModelCheck,
  type PromptMessage,
} from '@/lib/models';
import { openai } from '@/lib/models/adapters/openai';
import { forgetThoughtsRefusal } from '@/lib/models/adapters/openai/with-thoughts';
import { overrideEnv } from '@/lib/platform/env';
import { startAnthropicReplica } from '../fakes/anthropic-replica';
import { startGoogleReplica } from '../fakes/google-replica';
import { startOpenAiReplica } from '../fakes/openai-replica';
import { collectAnswer } from '../support/collect-answer';
import { solidPicture } from '../support/solid-picture';
import { KEYS, type Providers, useProviders } from '../support/use-providers';

const green = await solidPicture('#2e8b57');
const user = (...parts: PromptMessage['parts']): PromptMessage => ({ role: 'user', parts });
const text = (value: string) => ({ type: 'text', text: value }) as const;
const image = (bytes: Uint8Array) => ({ type: 'image', mediaType: 'image/png', bytes }) as const;

let providers: Providers;
beforeEach(async () => {
  providers = await useProviders();
});
afterEach(() => providers.close());

const lastBody = (from: 'openai' | 'google') =>
  providers[from].requests.at(-1)?.body as Record<string, unknown>;

/** As a model does of which an operator says that it draws through OpenAI's own tool. */
async function drawInStream(prompt: string): Promise<AnswerPart[]> {
  const model = await openai.findModel('openai/gpt-5');
  if (!model || !openai.language) throw new Error('There is no such model.');
  const nothing = () => undefined;
  const parts: AnswerPart[] = [];
  for await (const part of openai.language.stream({
    model: { ...model, output: { ...model.output, image: true }, drawing_tool: true },
    messages: [user(text(prompt))],
    signal: new AbortController().signal,
    progress: { headersArrived: nothing, chunkArrived: nothing, drawingStarted: nothing },
  }))
    parts.push(part);
  return parts;
}

describe('what OpenAI is sent', () => {
  it('is a Responses request that keeps nothing there', async () => {
    await collectAnswer('openai/gpt-5', 'Hello');
    const { path, headers } = providers.openai.requests.at(-1) ?? {};
    expect(path).toBe('/v1/responses');
    expect(headers?.authorization).toBe(`Bearer ${KEYS.openai}`);
    expect(lastBody('openai')).toMatchObject({
      model: 'gpt-5',
      stream: true,
      store: false,
      reasoning: { summary: 'auto' },
    });
  });

  it('has the pictures in it as data, byte for byte, and no address', async () => {
    const messages = [user(image(green), text('What is this?'))];
    await collectAnswer('openai/gpt-5', '', { messages });
    const request = providers.openai.requests.at(-1);
    expect(request?.images).toHaveLength(1);
    expect(request?.images[0]?.bytes.equals(Buffer.from(green))).toBe(true);
    expect(JSON.stringify(request?.body)).not.toMatch(/"https?:/);
  });

  it('has no drawing tool for a model that does not declare it', async () => {
    await collectAnswer('openai/gpt-5', 'Draw a fox');
    expect(lastBody('openai').tools).toBeUndefined();
  });

  it('has the drawing tool for one that does, which says that it draws before the picture comes', async () => {
    const seen = (await drawInStream('Draw a fox')).map(({ type }) => type);
    expect(lastBody('openai').tools).toEqual([{ type: 'image_generation', output_format: 'png' }]);
    expect(seen.slice(0, 2)).toEqual(['status', 'file']);
  });

  it('passes thoughts on as reasoning', async () => {
    const answer = await collectAnswer('openai/gpt-5', 'Think [[reasoning]]');
    expect(answer.reasoning).toBe('The person asks for something. I will answer it.');
    expect(answer.text).toContain('Think');
  });

  it('goes over connections that are kept open', async () => {
    for (let count = 0; count < 8; count++) await collectAnswer('openai/gpt-5', 'Hello');
    // The next request may leave a moment before the last connection is free again.
    expect(new Set(providers.openai.requests.map(({ connection }) => connection)).size).toBeLessThanOrEqual(
      2,
    );
  });
});

describe('an OpenAI account that may not see thoughts', () => {
  afterEach(forgetThoughtsRefusal);

  it('is answered without them, and not asked again', async () => {
    providers.openai.script({ fault: '400', refusedParameter: 'reasoning.summary' });
    const first = await collectAnswer('openai/gpt-5', 'Hello');
    expect(first.error).toBeNull();
    expect(first.text).toContain('Hello');
    await collectAnswer('openai/gpt-5', 'Hello again');
    const asked = providers.openai.requests.map(({ body }) => (body as { reasoning?: object }).reasoning);
    expect(asked).toEqual([{ summary: 'auto' }, undefined, undefined]);
  });
});

describe("OpenAI's image models", () => {
  it('draw from the last words and tell the prompt they made of them', async () => {
    const answer = await collectAnswer('openai/gpt-image-2', 'A fox in the snow');
    const request = providers.openai.requests.at(-1);
    expect(request?.path).toBe('/v1/images/generations');
    expect(request?.body).toMatchObject({ model: 'gpt-image-2', prompt: 'A fox in the snow', n: 1 });
    expect(answer.statuses).toEqual(['Drawing the picture']);
    expect(answer.files).toHaveLength(1);
    expect(answer.files[0]).toMatchObject({
      mediaType: 'image/png',
      prompt: 'A fox in the snow, in soft light',
    });
    expect(answer.finish).toMatchObject({ reason: 'stop', usage: { input_tokens: 12, output_tokens: 4160 } });
  });

  it('edit the picture that comes with the words', async () => {
    const messages = [user(image(green), text('Add a red hat'))];
    const answer = await collectAnswer('openai/gpt-image-2', '', { messages });
    const request = providers.openai.requests.at(-1);
    expect(request?.path).toBe('/v1/images/edits');
    expect(request?.prompt).toBe('Add a red hat');
    expect(request?.images[0]?.bytes.equals(Buffer.from(green))).toBe(true);
    expect(answer.statuses).toEqual(['Editing the picture']);
    expect(answer.files).toHaveLength(1);
  });

  it('edit the picture they made before when the words mean it, and only then', async () => {
    const before: PromptMessage[] = [
      user(text('A green square')),
      { role: 'assistant', parts: [image(green)] },
    ];
    await collectAnswer('openai/gpt-image-2', '', { messages: [...before, user(text('Make it darker'))] });
    expect(providers.openai.requests.at(-1)?.path).toBe('/v1/images/edits');
    await collectAnswer('openai/gpt-image-2', '', { messages: [...before, user(text('A red circle'))] });
    expect(providers.openai.requests.at(-1)?.path).toBe('/v1/images/generations');
  });
});

describe('what Google is sent', () => {
  it('asks for thoughts, and for words and pictures of the models that draw', async () => {
    await collectAnswer('google/gemini-2.5-flash', 'Hello');
    expect(providers.google.requests.at(-1)?.path).toBe(
      '/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse',
    );
    expect(providers.google.requests.at(-1)?.headers['x-goog-api-key']).toBe(KEYS.google);
    expect(lastBody('google').generationConfig).toMatchObject({ thinkingConfig: { includeThoughts: true } });
    await collectAnswer('google/gemini-2.5-flash-image', 'Draw a fox');
    expect(lastBody('google').generationConfig).toMatchObject({ responseModalities: ['TEXT', 'IMAGE'] });
  });

  it('shows a picture it made before as one of the person', async () => {
    const messages = [
      user(text('A green square')),
      { role: 'assistant', parts: [image(green), text('Here it is.')] } as PromptMessage,
      user(text('Make it darker')),
    ];
    await collectAnswer('google/gemini-2.5-flash-image', '', { messages });
    const contents = lastBody('google').contents as { role: string; parts: Record<string, unknown>[] }[];
    expect(contents.map(({ role }) => role)).toEqual(['user', 'model', 'user']);
    expect(contents[2]?.parts.map((part) => Object.keys(part)[0])).toEqual(['text', 'inlineData', 'text']);
  });

  it('passes thoughts on as reasoning', async () => {
    const answer = await collectAnswer('google/gemini-2.5-flash', 'Think [[reasoning]]');
    expect(answer.reasoning).toContain('The person asks');
    expect(answer.text).not.toContain('The person asks');
  });
});

describe('the local server', () => {
  it('is asked in chat completions, with its own key', async () => {
    await collectAnswer('local/qwen3:8b', 'Hello');
    const request = providers.openai.requests.at(-1);
    expect(request?.path).toBe('/v1/chat/completions');
    expect(request?.headers.authorization).toBe(`Bearer ${KEYS.local}`);
    expect(request?.body).toMatchObject({ model: 'qwen3:8b', stream: true });
  });

  it('is told in words about a picture that its model cannot see', async () => {
    const messages = [user(image(green), text('What is this?'))];
    const answer = await collectAnswer('local/qwen3:8b', '', { messages });
    expect(answer.error).toBeNull();
    const request = providers.openai.requests.at(-1);
    expect(request?.images).toHaveLength(0);
    expect(JSON.stringify(request?.body)).toContain('A picture, which you cannot see');
  });
});

describe('a local server whose models are not named', () => {
  const configure = (server: string) => {
    overrideEnv({
      LOG_LEVEL: 'error',
      LOCAL_OPENAI_BASE_URL: server,
      LOCAL_OPENAI_MODELS: '',
      OPENAI_API_KEY: '',
    });
  };

  it('is asked for them; what cannot chat is left out', async () => {
    const server = await startOpenAiReplica({ models: ['qwen3:8b', 'llava:13b', 'nomic-embed-text'] });
    configure(server.url);
    const models = (await listModels()).filter(({ provider }) => provider === 'local');
    expect(models.map(({ id, input }) => [id, input.image])).toEqual([
      ['local/qwen3:8b', false],
      ['local/llava:13b', true],
    ]);
    expect(await chooseModel('local/gpt-oss')).toMatchObject({ status: 'unknown_model' });
    // The list is remembered: choosing a model does not ask again.
    expect(server.requests).toHaveLength(1);
    await server.close();
    expect((await listModels()).some(({ id }) => id === 'local/llava:13b')).toBe(true);
  });

  it('is believed to have a model that a conversation names while it is down', async () => {
    configure('http://127.0.0.1:9/v1');
    expect(await chooseModel('local/qwen3:8b')).toMatchObject({ status: 'chosen' });
    const answer = await collectAnswer('local/qwen3:8b', 'Hello', { timeouts: { retryMs: 10 } });
    expect(answer.error).toMatchObject({ code: 'models.unavailable' });
  });
});

describe('the check of the providers', () => {
  it('finds them reachable', async () => {
    expectAmong(await checkModels(), [
      { name: 'models: openai', status: 'ok' },
      { name: 'models: google', status: 'ok' },
      { name: 'models: anthropic', status: 'ok' },
      { name: 'models: bedrock', status: 'ok' },
      { name: 'models: deepgram', status: 'ok', detail: 'reachable, 1 model offered' },
      { name: 'models: elevenlabs', status: 'ok' },
      { name: 'models: local', status: 'ok', detail: 'reachable, 2 models offered' },
      { name: 'models: espeak' },
      { name: 'models: studio', status: 'ok' },
    ]);
  });

  it('finds a wrong key and a server that is gone, and names the variable, not the key', async () => {
    const [openai, google, anthropic] = await Promise.all([
      startOpenAiReplica({ apiKey: 'another' }),
      startGoogleReplica({ apiKey: 'another' }),
      startAnthropicReplica({ apiKey: 'another' }),
    ]);
    overrideEnv({
      OPENAI_API_KEY: KEYS.openai,
      OPENAI_BASE_URL: openai.url,
      GOOGLE_GENERATIVE_AI_API_KEY: KEYS.google,
      GOOGLE_GENERATIVE_AI_BASE_URL: google.url,
      ANTHROPIC_API_KEY: KEYS.anthropic,
      ANTHROPIC_BASE_URL: anthropic.url,
      LOCAL_OPENAI_BASE_URL: 'http://127.0.0.1:9',
      ESPEAK_PATH: 'off',
      DEFAULT_MODEL: 'openai/gpt-99',
    });
    const checks = await checkModels();
    await Promise.all([openai.close(), google.close(), anthropic.close()]);
    expectAmong(checks, [
      { name: 'models: openai', status: 'failed', advice: 'Check OPENAI_API_KEY.' },
      { name: 'models: google', status: 'failed', advice: 'Check GOOGLE_GENERATIVE_AI_API_KEY.' },
      { name: 'models: anthropic', status: 'failed', advice: 'Check ANTHROPIC_API_KEY.' },
      { name: 'models: bedrock', status: 'missing', detail: 'AWS_BEDROCK_REGION is not set' },
      { name: 'models: deepgram', status: 'missing', detail: 'DEEPGRAM_API_KEY is not set' },
      { name: 'models: elevenlabs', status: 'missing', detail: 'ELEVENLABS_API_KEY is not set' },
      { name: 'models: local', status: 'failed', detail: 'cannot be reached' },
      { name: 'models: espeak', status: 'missing' },
      { name: 'models: default', status: 'failed' },
      { name: 'models: studio', status: 'ok' },
    ]);
    expect(JSON.stringify(checks)).not.toContain('private');
  });
});

/** Other checks may stand between these. */
function expectAmong(checks: ModelCheck[], expected: Partial<ModelCheck>[]): void {
  const names = expected.map(({ name }) => name);
  expect(checks.filter(({ name }) => names.includes(name))).toMatchObject(expected);
}
