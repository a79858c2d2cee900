import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectAnswer } from '../support/collect-answer';
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

async function replay(from: Replica, model: string, recording: string) {
  expect(existsSync(recording)).toBe(true);
  providers[from].script({ recording });
  return collectAnswer(model, 'Go on');
}

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
  },
);
