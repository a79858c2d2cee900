import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImageCall } from '@/lib/models/ports';
import { itTranslatesFaults } from '../support/engine-faults';
import { findEngine } from '../support/find-engine';
import { solidPicture } from '../support/solid-picture';
import { type Providers, useProviders } from '../support/use-providers';

const green = await solidPicture('#2e8b57');
const PNG = [0x89, 0x50, 0x4e, 0x47];

let providers: Providers;
beforeEach(async () => {
  providers = await useProviders({ LOCAL_OPENAI_MODELS: 'flux.1-schnell' });
});
afterEach(() => providers.close());

describe.each([
  ['openai/gpt-image-2', 'openai'],
  ['openai/gpt-image-1-mini', 'openai'],
  ['local/flux.1-schnell', 'openai'],
  ['google/gemini-2.5-flash-image', 'google'],
  ['google/gemini-3-pro-image-preview', 'google'],
] as const)('image engine: %s', (id, replica) => {
  const generate = async (call: Partial<ImageCall> = {}) => {
    const { provider, model } = await findEngine(id);
    if (!provider.image) throw new Error('It makes no pictures.');
    const { signal } = new AbortController();
    return provider.image.generate({ model, prompt: 'A fox', images: [], count: 1, signal, ...call });
  };

  it('makes a picture of a prompt, and counts what it took', async () => {
    const { images, usage } = await generate();
    expect(images).toHaveLength(1);
    expect(images[0]?.mediaType).toBe('image/png');
    expect([...(images[0]?.bytes.subarray(0, 4) ?? [])]).toEqual(PNG);
    expect(usage).toMatchObject({ images: 1, input_tokens: 12 });
    expect(usage?.image_output_tokens).toBe(usage?.output_tokens);
  });

  it('works on the pictures it is given, as they are', async () => {
    const pictures = [1, 2].map(() => ({ mediaType: 'image/png', bytes: green }));
    const { images } = await generate({ prompt: 'Make it blue', images: pictures });
    expect(images).toHaveLength(1);
    const request = providers[replica].requests.at(-1);
    expect(request?.prompt).toBe('Make it blue');
    expect(request?.images.map(({ bytes }) => bytes.equals(Buffer.from(green)))).toEqual([true, true]);
  });

  it('makes as many as are asked for', async () => {
    const { images, usage } = await generate({ count: 3 });
    expect(images).toHaveLength(3);
    expect(usage?.images).toBe(3);
  });

  it('asks for the shape', async () => {
    await generate({ aspectRatio: '9:16' });
    const sent = JSON.stringify(providers[replica].requests.at(-1)?.body);
    expect(sent).toMatch(/"size":"(1024x1536|768x1344)"|"aspectRatio":"9:16"/);
  });

  itTranslatesFaults({ replica: () => providers[replica], run: (signal) => generate({ signal }) });
});

it('keeps the pictures that came when others of the same order did not', async () => {
  const { provider, model } = await findEngine('google/gemini-2.5-flash-image');
  providers.google.script({}, { fault: '503' }, {});
  const { signal } = new AbortController();
  const made = await provider.image?.generate({ model, prompt: 'A fox', images: [], count: 3, signal });
  expect(made?.images).toHaveLength(2);
  expect(made?.usage?.images).toBe(2);
});

it('tells the prompt that OpenAI made of it', async () => {
  const { provider, model } = await findEngine('openai/gpt-image-2');
  const { signal } = new AbortController();
  const made = await provider.image?.generate({ model, prompt: 'A fox', images: [], count: 1, signal });
  expect(made?.images[0]?.revisedPrompt).toBe('A fox, in soft light');
});

it('is kept by the built-in engine as well', async () => {
  const { provider, model } = await findEngine('studio/picture');
  const call = { model, prompt: 'A fox', images: [], count: 2, signal: new AbortController().signal };
  const made = await provider.image?.generate(call);
  expect(made?.images.map(({ mediaType }) => mediaType)).toEqual(['image/png', 'image/png']);
  const [first] = made?.images ?? [];
  const changed = await provider.image?.generate({
    ...call,
    prompt: 'Make it blue',
    images: first ? [first] : [],
    count: 1,
  });
  expect(changed?.images).toHaveLength(1);
});
