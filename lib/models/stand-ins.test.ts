import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { overrideEnv } from '@/lib/platform/env';
import { findOffer } from './configured-models';
import type { PromptPart } from './ports';
import { standInsFor } from './stand-ins';

beforeEach(() =>
  overrideEnv({ LOG_LEVEL: 'error', OPENAI_API_KEY: 'key', GOOGLE_GENERATIVE_AI_API_KEY: 'key' }),
);
afterEach(() => overrideEnv(undefined));

/** Who may answer in OpenAI's place, the built-in engine aside. */
async function othersFor(...parts: PromptPart[]): Promise<string[]> {
  const first = await findOffer('openai/gpt-5');
  if (!first) throw new Error('not on offer');
  const messages = [{ role: 'user' as const, parts }];
  const others = await standInsFor(first, {
    model: 'openai/gpt-5',
    messages,
    signal: new AbortController().signal,
  });
  return others.filter(({ provider }) => !provider.offline).map(({ provider }) => provider.id);
}
const picture = (bytes: number): PromptPart => ({
  type: 'image',
  mediaType: 'image/png',
  bytes: new Uint8Array(bytes),
});
const file = (mediaType: string, bytes: number): PromptPart => ({
  type: 'file',
  mediaType,
  bytes: new Uint8Array(bytes),
});

describe('who stands in takes', () => {
  it.each([
    ['as large a picture', picture(7_000_000), picture(7_000_001)],
    ['as large a document', file('application/pdf', 14_000_000), file('application/pdf', 14_000_001)],
    ['as large a recording', file('audio/mpeg', 14_000_000), file('audio/mpeg', 14_000_001)],
  ])('%s', async (_, small, large) => {
    expect(await othersFor(small)).toEqual(['google']);
    expect(await othersFor(large)).toEqual([]);
  });

  it('as many pictures', async () => {
    const few = Array.from({ length: 100 }, () => picture(1));
    expect(await othersFor(...few)).toEqual(['google']);
    expect(await othersFor(...few, picture(1))).toEqual([]);
  });
});
