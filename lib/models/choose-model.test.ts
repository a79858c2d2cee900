import { afterEach, describe, expect, it } from 'vitest';
import { overrideEnv } from '@/lib/platform/env';
import { chooseModel } from './choose-model';
import { listModels } from './list-models';

const unset = {
  OPENAI_API_KEY: '',
  GOOGLE_GENERATIVE_AI_API_KEY: '',
  LOCAL_OPENAI_BASE_URL: '',
  DEFAULT_MODEL: '',
};
const openai = { OPENAI_API_KEY: 'key' };
const google = { GOOGLE_GENERATIVE_AI_API_KEY: 'key' };
const local = {
  LOCAL_OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
  LOCAL_OPENAI_MODELS: 'qwen3:8b, my-model=image',
};
const configure = (...parts: Record<string, string>[]) => overrideEnv(Object.assign({}, unset, ...parts));

afterEach(() => overrideEnv(undefined));

async function defaultOf(...parts: Record<string, string>[]): Promise<string | null> {
  configure(...parts);
  const choice = await chooseModel(null);
  return choice.status === 'chosen' ? choice.model.id : null;
}

describe('the default model', () => {
  it('is that of the first configured provider: OpenAI, Google, the local server, Studio', async () => {
    expect(await defaultOf(openai, google, local)).toMatch(/^openai\//);
    expect(await defaultOf(google, local)).toMatch(/^google\//);
    expect(await defaultOf(local)).toBe('local/qwen3:8b');
    expect(await defaultOf()).toBe('studio/studio');
  });

  it('is DEFAULT_MODEL when that is on offer, and not when its provider is not configured', async () => {
    expect(await defaultOf(openai, google, { DEFAULT_MODEL: 'google/gemini-2.5-pro' })).toBe(
      'google/gemini-2.5-pro',
    );
    expect(await defaultOf(openai, { DEFAULT_MODEL: 'google/gemini-2.5-pro' })).toMatch(/^openai\//);
  });

  it('is marked in the list, once', async () => {
    configure(openai, google);
    const marked = (await listModels()).filter((model) => model.is_default);
    expect(marked.map(({ id }) => id)).toEqual([await defaultOf(openai, google)]);
  });
});

describe('choosing a model', () => {
  it('gives what the model takes and gives', async () => {
    configure(google);
    expect(await chooseModel('google/gemini-2.5-flash-image')).toMatchObject({
      status: 'chosen',
      model: { provider: 'google', output: { text: true, image: true }, offline: false, is_default: false },
    });
  });

  it('says so when the model is unknown or its provider is not configured', async () => {
    configure(google);
    for (const wanted of ['google/gemini-0', 'openai/gpt-5', 'nonsense', '', 'local/qwen3:8b']) {
      expect(await chooseModel(wanted)).toEqual({ status: 'unknown_model', wanted });
    }
  });

  it('always offers Studio, last and marked as offline', async () => {
    configure(openai);
    expect((await listModels()).at(-1)).toMatchObject({ id: 'studio/studio', offline: true });
  });

  it('takes local models as declared, pictures included', async () => {
    configure(local);
    const models = (await listModels()).filter(({ provider }) => provider === 'local');
    expect(models.map(({ id, input }) => [id, input.image])).toEqual([
      ['local/qwen3:8b', false],
      ['local/my-model', true],
    ]);
  });
});
