import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { found } from '../fakes/replica/search';
import { itTranslatesFaults } from '../support/engine-faults';
import { findEngine } from '../support/find-engine';
import { type Providers, useProviders } from '../support/use-providers';

let providers: Providers;
beforeEach(async () => {
  providers = await useProviders();
});
afterEach(() => providers.close());

describe.each([
  ['google/gemini-2.5-flash-search', 'google', 'gemini-2.5-flash', '[2][1]'],
  ['openai/gpt-5.4-mini-search', 'openai', 'gpt-5.4-mini', '[2]'],
  ['anthropic/claude-haiku-5-5-search', 'anthropic', 'claude-haiku-5-5', '[2][1]'],
] as const)('search engine: %s', (id, replica, vendorId, second) => {
  const search = async (signal = new AbortController().signal) => {
    const { provider, model } = await findEngine(id);
    if (!provider.search) throw new Error('It does not search.');
    return provider.search.search({ model, query: 'Where do foxes live?', signal });
  };

  it('answers with the sources numbered behind what they say, and counts the search', async () => {
    const { text, sources, usage } = await search();
    expect(text).toBe(
      `Zürich – 🦊 foxes live in the city.[1] They sleep in gardens.${second} Ask again for more.`,
    );
    expect(sources).toEqual([found.foxes, found.gardens]);
    expect(usage).toEqual({ input_tokens: 120, output_tokens: 34, requests: 1 });
  });

  it('asks the model behind it, with the search of its own', async () => {
    await search();
    const request = providers[replica].requests.at(-1);
    const sent = `${request?.path} ${JSON.stringify(request?.body)}`;
    expect(sent).toContain(vendorId);
    expect(sent).not.toContain('-search"');
    expect(sent).toMatch(/googleSearch|"web_search"/);
    expect(sent).toContain('Where do foxes live?');
  });

  itTranslatesFaults({ replica: () => providers[replica], run: search, without: ['wrong-media'] });
});
