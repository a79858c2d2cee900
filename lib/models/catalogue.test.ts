import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import anthropic from './adapters/anthropic/models.json';
import elevenlabs from './adapters/elevenlabs/models.json';
import google from './adapters/google/models.json';
import openai from './adapters/openai/models.json';
import { readCatalogue, vendorModelId } from './catalogue';

const entry = {
  id: 'openai/example',
  name: 'Example',
  description: 'An example.',
  input: { text: true, image: true },
  output: { text: true, image: false },
  via: 'language',
};

describe('the catalogue', () => {
  it('takes a model as declared, with what was left out as no', () => {
    const [model] = readCatalogue('openai', [entry]);
    expect(model).toMatchObject({
      ...entry,
      input: { ...entry.input, audio: false, video: false, file: false },
      output: { ...entry.output, audio: false, video: false },
      price: { free: false },
      ...{ thoughts: false, drawing_tool: false, tools: false, tier: null, aliases: [] },
    });
    expect(model && vendorModelId(model)).toBe('example');
  });

  it('refuses a model of another provider, one declared twice, and an unknown field', () => {
    expect(() => readCatalogue('google', [entry])).toThrow('openai/example is not a model of google.');
    expect(() => readCatalogue('openai', [entry, entry])).toThrow('declared twice');
    expect(() => readCatalogue('openai', [{ ...entry, colour: 'blue' }])).toThrow();
    expect(() => readCatalogue('openai', [{ ...entry, id: 'example' }])).toThrow();
  });

  it.each([
    ['openai', openai],
    ['google', google],
    ['anthropic', anthropic],
    ['elevenlabs', elevenlabs],
  ])('names only models that the installed package of %s knows', (provider, models) => {
    const main = createRequire(import.meta.url).resolve(`@ai-sdk/${provider}`);
    const types = readFileSync(path.join(path.dirname(main), 'index.d.ts'), 'utf8');
    const known = new Set([...types.matchAll(/["'`]([\w.-]+)["'`]/g)].map(([, id]) => id));
    for (const model of readCatalogue(provider, models)) expect([...known]).toContain(vendorModelId(model));
  });
});
