import { expect, it } from 'vitest';
import type { Model } from '@/lib/contracts';
import { findModels, groupModels } from './group-models';

const model = (id: string, name: string): Model =>
  ({ id, name, provider: id.split('/')[0], tier: null }) as never;
const models = [
  model('google/flash', 'Gemini Flash'),
  model('openai/mini', 'GPT mini'),
  model('google/pro', 'Gemini Pro'),
  model('groq/llama', 'Llama'),
];

it('puts the models of a provider together', () => {
  expect(groupModels(models).map(({ name, models: rows }) => [name, ...rows.map((row) => row.name)])).toEqual(
    [
      ['Google', 'Gemini Flash', 'Gemini Pro'],
      ['OpenAI', 'GPT mini'],
      ['Groq', 'Llama'],
    ],
  );
});

it('finds a model by words of its name, its id and who provides it', () => {
  const found = (words: string) => findModels(models, words).map(({ name }) => name);
  expect(found('google pro')).toEqual(['Gemini Pro']);
  expect(found('')).toHaveLength(4);
  expect(found('nothing')).toEqual([]);
});
