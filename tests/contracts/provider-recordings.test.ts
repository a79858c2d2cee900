import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transcribe } from '@/lib/models';
import type { ToolSpec } from '@/lib/models/ports';
import { collectAnswer } from '../support/collect-answer';
import { failureOf, findEngine } from '../support/find-engine';
import { type Providers, useProviders } from '../support/use-providers';

let providers: Providers;
beforeAll(async () => {
  providers = await useProviders();
});
afterAll(() => providers.close());

const own = path.resolve(import.meta.dirname, '../fixtures/provider');
/** Recordings of the live services, kept outside of the repository where they are. */
const shared = path.resolve(import.meta.dirname, '../../../shared/fixtures/provider');

type Replica = 'openai' | 'google' | 'anthropic';
const claude = 'anthropic/claude-sonnet-5-5';

async function replay(from: Replica, model: string, recording: string, tools?: ToolSpec[]) {
  expect(existsSync(recording)).toBe(true);
  providers[from].script({ recording });
  return collectAnswer(model, 'Go on', { tools });
}

const toolsNamed = (...names: string[]): ToolSpec[] =>
  names.map((name) => ({ name, description: 'Does something.', inputSchema: { type: 'object' } }));

describe('our recordings', () => {
  const read = (from: Replica, model: string, name: string) =>
    replay(from, model, path.join(own, from, name));

  it('of the Responses API give text', async () => {
    const answer = await read('openai', 'openai/gpt-5', 'responses-text.chunks.txt');
    expect(answer.error).toBeNull();
    expect(answer.text).toBe('A strand is a thread or a shore.');
    expect(answer.finish?.usage).toEqual({ input_tokens: 14, output_tokens: 9 });
  });

  it('of the Responses API give thoughts and text apart', async () => {
    const answer = await read('openai', 'openai/gpt-5', 'responses-reasoning.chunks.txt');
    expect(answer.reasoning).toBe('**Adding up**\n\nTwelve and seven make nineteen.');
    expect(answer.text).toBe('12 + 7 = **19**');
  });

  it('of the Responses API give the finished picture, not the preview', async () => {
    const answer = await read('openai', 'openai/gpt-5', 'responses-image-generation.chunks.txt');
    expect(answer.error).toBeNull();
    expect(answer.files.map(({ mediaType }) => mediaType)).toEqual(['image/png']);
    expect(answer.text).toBe('Here is your fox.');
  });

  it('of chat completions give text', async () => {
    const answer = await read('openai', 'local/qwen3:8b', 'chat-text.chunks.txt');
    expect(answer.text).toBe('Hello from your own machine.');
    expect(answer.finish?.usage).toEqual({ input_tokens: 11, output_tokens: 6 });
  });

  it('of Gemini give text', async () => {
    const answer = await read('google', 'google/gemini-2.5-flash', 'text.chunks.txt');
    expect(answer.text).toBe('Gemini is a constellation with the stars **Castor** and **Pollux**.');
    expect(answer.finish).toMatchObject({ reason: 'stop', usage: { input_tokens: 9, output_tokens: 14 } });
  });

  it('of Gemini give thoughts and text apart', async () => {
    const answer = await read('google', 'google/gemini-2.5-flash', 'reasoning.chunks.txt');
    expect(answer.reasoning).toBe('**Looking at the sky**\n\nThe twins are two stars.');
    expect(answer.text).toBe('Castor is a sixfold star.');
  });

  it('of Gemini give a picture', async () => {
    const answer = await read('google', 'google/gemini-2.5-flash-image', 'image.chunks.txt');
    expect(answer.text).toBe('Here is your fox.');
    expect(answer.files.map(({ mediaType }) => mediaType)).toEqual(['image/png']);
  });
});

describe.skipIf(!existsSync(shared))(
  'recordings of the live services (skipped where they are not kept)',
  () => {
    const read = (from: Replica, model: string, file: string) => replay(from, model, path.join(shared, file));

    it('OpenAI, text in two phases', async () => {
      const answer = await read('openai', 'openai/gpt-5', 'openai/responses/openai-phase.1.chunks.txt');
      expect(answer.error).toBeNull();
      expect(answer.text).toMatchInlineSnapshot(`
      "Got it

      Here are a few **AI"
    `);
    });

    it('OpenAI, thoughts', async () => {
      const file = 'openai/responses/openai-reasoning-encrypted-content.1.chunks.txt';
      const answer = await read('openai', 'openai/gpt-5', file);
      expect(answer.reasoning).toMatchInlineSnapshot(`
      "**Calculating step-by-step using calculator**

      I'll compute 12 plus 7, then multiply the result by 3, and finally multiply that by 10, reporting the final product."
    `);
    });

    it('OpenAI, a picture drawn by the tool', async () => {
      const file = 'openai/responses/openai-image-generation-tool.1.chunks.txt';
      const answer = await read('openai', 'openai/gpt-5', file);
      expect(answer.error).toBeNull();
      expect(answer.files.map(({ mediaType }) => mediaType)).toEqual(['image/webp']);
      expect(answer.statuses).toEqual(['Drawing the picture']);
    });

    it('OpenAI, a quota that is used up', async () => {
      const answer = await read('openai', 'openai/gpt-5', 'openai/responses/openai-error.1.chunks.txt');
      expect(answer.error).toMatchObject({ code: 'models.rate_limited', retryable: false });
    });

    it('chat completions, a long text', async () => {
      const answer = await read('openai', 'local/qwen3:8b', 'openai/chat/openai-text.chunks.txt');
      expect(answer.error).toBeNull();
      expect(answer.text.slice(0, 60)).toMatchInlineSnapshot(`
      "**Holiday Name:** Harmony Day

      **Date:** Celebrated annually"
    `);
      expect(answer.finish?.usage).toEqual({ input_tokens: 16, output_tokens: 300 });
    });

    it('Google, text', async () => {
      const answer = await read('google', 'google/gemini-2.5-flash', 'google/google-text.chunks.txt');
      expect(answer.text).toBe('There are **3** "r"s in strawberry.\n\nst**r**awbe**rr**y');
    });

    it('Anthropic, text', async () => {
      const answer = await read('anthropic', claude, 'anthropic/anthropic-text.chunks.txt');
      expect(answer.error).toBeNull();
      expect(answer.text).toContain("I'm doing well, thank you for asking");
      expect(answer.finish).toMatchObject({ reason: 'stop', usage: { input_tokens: 12, output_tokens: 30 } });
    });

    it('Anthropic, thoughts', async () => {
      const answer = await read('anthropic', claude, 'anthropic/anthropic-clear-thinking.1.chunks.txt');
      expect(answer.error).toBeNull();
      expect(answer.reasoning).toMatch(/^The previous result was 925\./);
      expect(answer.text).not.toContain('The previous result was');
    });

    it('Anthropic, a refusal', async () => {
      const answer = await read('anthropic', claude, 'anthropic/anthropic-refusal.chunks.txt');
      expect(answer.finish?.reason ?? (answer.error as { code?: string }).code).toMatch(
        /content_filter|models\.refused/,
      );
    });

    it('Google, thoughts', async () => {
      const answer = await read('google', 'google/gemini-2.5-flash', 'google/google-reasoning.chunks.txt');
      expect(answer.error).toBeNull();
      expect(answer.text).toMatchInlineSnapshot(`
      "There are **3** "r"s in strawberry.

      Here is the breakdown: st**r**awbe**rr**y."
    `);
    });

    it.each([
      ['google', 'google/gemini-2.5-flash', 'google/google-tool-call.chunks.txt'],
      ['google', 'google/gemini-3.8-flash', 'google/google-tool-call-gemini3.chunks.txt'],
      ['openai', 'local/qwen3:8b', 'openai-compatible/chat/xai-tool-call.chunks.txt'],
      ['anthropic', claude, 'anthropic/anthropic-json-other-tool.1.chunks.txt'],
    ] as const)('a call of a tool (%s, %s)', async (from, model, file) => {
      const answer = await replay(from, model, path.join(shared, file), toolsNamed('weather'));
      expect(answer.error).toBeNull();
      expect(answer.calls).toMatchObject([{ tool: 'weather', input: { location: 'San Francisco' } }]);
      expect(answer.finish).toMatchObject({ reason: 'tool_calls' });
      const call = answer.finish?.turn?.parts.find(({ type }) => type === 'tool-call');
      const signature = JSON.stringify(call && 'vendor' in call ? call.vendor : null);
      if (from === 'google') expect(signature).toMatch(/"thoughtSignature":"[^"]{20}/);
    });

    it('Google, calls whose input comes in pieces', async () => {
      const file = path.join(shared, 'google/google-stream-no-args-tool-call.chunks.txt');
      const tools = toolsNamed('read_theme', 'read_screen');
      const answer = await replay('google', 'google/gemini-3.8-flash', file, tools);
      expect(answer.error).toBeNull();
      expect(answer.calls.map(({ tool, input }) => [tool, input])).toEqual([
        ['read_theme', {}],
        ['read_screen', { id: 'A' }],
        ['read_screen', { id: 'B' }],
        ['read_screen', { id: 'C' }],
      ]);
    });

    it('Anthropic, words and then a call without input', async () => {
      const file = path.join(shared, 'anthropic/anthropic-tool-no-args.chunks.txt');
      const answer = await replay('anthropic', claude, file, toolsNamed('updateIssueList'));
      expect(answer.text).toBe("I'll update the issue list for you.");
      expect(answer.calls).toMatchObject([{ tool: 'updateIssueList', input: {} }]);
      expect(answer.finish?.turn?.parts.map(({ type }) => type)).toEqual(['text', 'tool-call']);
    });

    it('OpenAI, encrypted thoughts and then a call', async () => {
      const file = path.join(shared, 'openai/responses/openai-reasoning-encrypted-content.1.chunks.txt');
      const answer = await replay('openai', 'openai/gpt-5', file, toolsNamed('calculator'));
      expect(answer.calls[0]).toMatchObject({ tool: 'calculator', input: { a: 12, b: 7, op: 'add' } });
      const thoughts = answer.finish?.turn?.parts.find(({ type }) => type === 'reasoning');
      expect(JSON.stringify(thoughts)).toMatch(/"itemId":"rs_\w+","reasoningEncryptedContent":"gAAAA/);
    });

    it.each([
      ['openai-image.json', 0, 2],
      ['openai-image-edit.json', 1, 1],
    ])('OpenAI, %s', async (file, given, count) => {
      const { provider, model } = await findEngine('openai/gpt-image-2');
      providers.openai.script({ recording: path.join(shared, 'openai/image', file) });
      const image = { mediaType: 'image/png', bytes: new Uint8Array([1]) };
      const made = await provider.image?.generate({
        ...{ model, prompt: 'An otter', count, signal: new AbortController().signal },
        images: Array.from({ length: given }, () => image),
      });
      expect(made?.images.map(({ mediaType }) => mediaType)).toEqual(Array(count).fill('image/png'));
      expect(made?.images[0]?.bytes.length).toBeGreaterThan(50);
      if (given === 0) expect(made?.images[0]?.revisedPrompt).toContain('baby sea otter');
    });

    it('OpenAI, a transcript', async () => {
      providers.openai.script({
        recording: path.join(shared, 'openai/transcription/openai-transcription.json'),
      });
      const outcome = await transcribe({
        ...{ mediaType: 'audio/mpeg', bytes: new Uint8Array([1]) },
        signal: new AbortController().signal,
      });
      expect(outcome).toMatchObject({ status: 'transcribed', transcript: { language: 'en' } });
      expect(JSON.stringify(outcome)).toContain('Galileo was an American robotic space program');
    });

    const search = async (id: string, from: Replica, file: string) => {
      const { provider, model } = await findEngine(id);
      providers[from].script({ recording: path.join(shared, file) });
      const { signal } = new AbortController();
      const result = await provider.search?.search({ model, query: 'Tech news of today', signal });
      if (!result) throw new Error('It does not search.');
      return result;
    };

    it('OpenAI, a web search', async () => {
      const { text, sources, usage } = await search(
        'openai/gpt-5.4-mini-search',
        'openai',
        'openai/responses/openai-web-search-tool.1.json',
      );
      expect(text).toContain('on The Vergecast).[1]');
      expect(text).not.toContain('](http');
      expect(sources[0]).toEqual({
        url: 'https://www.theverge.com/podcast/838932/openai-chatgpt-code-red-vergecast',
        title: 'Why OpenAI declared a code red for ChatGPT | The Verge',
      });
      expect(new Set(text.match(/\[\d+\]/g)).size).toBe(sources.length);
      expect(usage).toMatchObject({ input_tokens: 19681, cached_input_tokens: 3712, output_tokens: 3773 });
      expect(usage?.requests).toBeGreaterThan(0);
    });

    it('Anthropic, a web search', async () => {
      const { text, sources, usage } = await search(
        'anthropic/claude-haiku-5-5-search',
        'anthropic',
        'anthropic/anthropic-web-search-tool.1.json',
      );
      expect(text).toMatch(/Caroline Ellison, Sam Ban[^[]+\[1\]/);
      expect(sources[0]).toEqual({
        url: 'https://acecomments.mu.nu/?post=411647',
        title: 'Daily Tech News 26 September 2024',
      });
      expect(usage).toMatchObject({ requests: 2, output_tokens: 600 });
    });

    it('Google, what a rate limit says of the time to wait', async () => {
      const body = readFileSync(path.join(shared, 'google/google-429-retry-info.json'), 'utf8');
      providers.google.script({ fault: '429', errorBody: body }, { fault: '429', errorBody: body });
      const { provider, model } = await findEngine('google/gemini-2.5-flash-image');
      const { signal } = new AbortController();
      const error = await failureOf(
        provider.image?.generate({ model, prompt: 'A fox', images: [], count: 1, signal }) ??
          Promise.resolve(),
      );
      expect(error.code).toBe('models.rate_limited');
      expect(error.retryAfterMs).toBeGreaterThan(0);
    });
  },
);
