import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { overrideEnv } from '@/lib/platform/env';
import { chooseModel } from './choose-model';
import { composePrompt } from './compose-prompt';
import { listModels } from './list-models';
import { chooseMaker } from './makers';
import { quote } from './quote';

const nothing = {
  ...{ OPENAI_API_KEY: '', GOOGLE_GENERATIVE_AI_API_KEY: '', ANTHROPIC_API_KEY: '', DEEPGRAM_API_KEY: '' },
  ...{ ELEVENLABS_API_KEY: '', LOCAL_OPENAI_BASE_URL: '', DEFAULT_MODEL: '', TRANSCRIPTION_MODEL: '' },
  ...{ AWS_BEDROCK_REGION: '', AWS_BEARER_TOKEN_BEDROCK: '', STRAND_CONFIG: '' },
};
const openai = { OPENAI_API_KEY: 'key' };
const google = { GOOGLE_GENERATIVE_AI_API_KEY: 'key' };
const configure = (...parts: Record<string, string>[]) =>
  overrideEnv(Object.assign({ LOG_LEVEL: 'error' }, nothing, ...parts));
afterEach(() => overrideEnv(undefined));

const folder = mkdtempSync(path.join(os.tmpdir(), 'strand-makers-'));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;
function file(text: string): Record<string, string> {
  count += 1;
  const name = path.join(folder, `${count}.yaml`);
  writeFileSync(name, text);
  return { STRAND_CONFIG: name };
}

const idOf = async (...given: Parameters<typeof chooseMaker>) => {
  const choice = await chooseMaker(...given);
  return choice.status === 'chosen' ? choice.maker.id : choice.reason;
};

describe('who makes something', () => {
  it('is the first of the shipped order that is configured, of any provider', async () => {
    configure(openai, google);
    expect(await idOf('image')).toBe('google/gemini-2.5-flash-image');
    expect(await idOf('video')).toBe('google/veo-3.1-fast-generate-preview');
    configure(openai);
    expect(await idOf('image')).toBe('openai/gpt-image-2');
  });

  it('is found by tier, and by the names people know, also at another provider', async () => {
    configure(openai, google);
    expect(await idOf('image', 'fast')).toBe('google/gemini-2.5-flash-image');
    expect(await idOf('image', 'quality')).toBe('openai/gpt-image-2');
    expect(await idOf('image', 'nano_banana')).toBe('google/gemini-2.5-flash-image');
    expect(await idOf('video', 'veo_3')).toBe('google/veo-3.1-generate-preview');
    expect(await idOf('video', 'veo_3_fast')).toBe('google/veo-3.1-fast-generate-preview');
    configure(openai);
    expect(await idOf('image', 'imagen_4_fast')).toBe('openai/gpt-image-1-mini');
  });

  it('is found by what the configuration says of a name that is shipped, not by what was shipped', async () => {
    configure(openai, google, file('aliases: { nano_banana: openai/gpt-image-1-mini, imagen_4: null }'));
    expect(await idOf('image', 'nano_banana')).toBe('openai/gpt-image-1-mini');
    await expect(chooseMaker('image', 'imagen_4')).rejects.toMatchObject({ code: 'models.unknown_model' });
  });

  it('of pictures is talked with by the names people know', async () => {
    configure(google);
    expect(await chooseModel('nano_banana')).toMatchObject({
      model: { id: 'google/gemini-2.5-flash-image' },
    });
  });

  it('is not found by what means nothing for this use', async () => {
    configure(openai, google);
    for (const wanted of ['dall-e', 'veo_3', 'openai/gpt-5', 'constructor'])
      await expect(chooseMaker('image', wanted)).rejects.toMatchObject({ code: 'models.unknown_model' });
  });

  it('is nobody, with what is missing, where nothing can do it', async () => {
    configure();
    const choice = await chooseMaker('search');
    expect(choice).toMatchObject({ status: 'no_capable_model', use: 'search' });
    expect(await idOf('search')).toMatch(/^Nothing that can search the web .* OPENAI_API_KEY, .*\.$/);
  });

  it('names a price before the work', async () => {
    configure(google);
    expect(await quote({ use: 'image', count: 2 })).toMatchObject({ micros: 78_000 });
    expect(await quote({ use: 'video', durationSeconds: 8 })).toMatchObject({ micros: 1_200_000 });
    configure();
    expect(await quote({ use: 'search' })).toBeNull();
  });
});

describe("what the operator's file says", () => {
  it('changes order, hides, changes and adds models', async () => {
    configure(
      openai,
      google,
      file(`
uses: { image: [openai/gpt-image-1.5], chat: [google/gemini-2.5-pro] }
aliases: { house: openai/gpt-5 }
models:
  openai/gpt-4.1: { hide: true }
  openai/gpt-5: { name: House model, price: { input_per_million: 2 } }
  openai/next:
    { name: Next, description: The next one., via: language,
      input: { text: true, image: false }, output: { text: true, image: false } }
`),
    );
    expect(await idOf('image')).toBe('openai/gpt-image-1.5');
    const models = await listModels();
    const ids = models.map(({ id }) => id);
    expect(ids).not.toContain('openai/gpt-4.1');
    expect(ids).toContain('openai/next');
    expect(models.find(({ is_default }) => is_default)?.id).toBe('google/gemini-2.5-pro');
    expect(await chooseModel('openai/gpt-4.1')).toMatchObject({ status: 'unknown_model' });
    expect(await chooseModel('house')).toMatchObject({
      model: {
        id: 'openai/gpt-5',
        name: 'House model',
        price: { input_per_million: 2, output_per_million: 10 },
      },
    });
  });

  it('gives DEFAULT_MODEL and TRANSCRIPTION_MODEL names of its own', async () => {
    const aliases = file('aliases: { house: openai/gpt-5, ear: openai/gpt-4o-transcribe }');
    configure(openai, google, aliases, { DEFAULT_MODEL: 'house', TRANSCRIPTION_MODEL: 'ear' });
    expect(await chooseModel(null)).toMatchObject({ model: { id: 'openai/gpt-5' } });
    expect(await idOf('transcription')).toBe('openai/gpt-4o-transcribe');
  });

  it('cannot take the built-in engine away', async () => {
    configure(file('models: { studio/studio: { hide: true } }'));
    expect((await listModels()).map(({ id }) => id)).toContain('studio/studio');
  });
});

describe('a prompt', () => {
  it('gets the words of style and mood', () => {
    configure(file('styles: { noir: { name: Noir, words: hard shadows } }'));
    expect(composePrompt('A fox', { style: 'noir', mood: 'calm' })).toBe(
      'A fox. Hard shadows; a calm mood: soft light, gentle colours, stillness.',
    );
    expect(composePrompt('A fox.', { style: 'pixel art' })).toBe('A fox. Pixel art style.');
    expect(composePrompt('A fox')).toBe('A fox');
  });
});
