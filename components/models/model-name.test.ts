import { expect, it } from 'vitest';
import { describeAbilities, nameOfModel, sayTokenPrice } from './model-name';

it('never lets the built-in engine pass for a model', () => {
  expect(nameOfModel({ name: 'Studio', offline: true })).toBe('Studio (built-in, no model)');
  expect(nameOfModel({ name: 'Gemini 2.5 Flash', offline: false })).toBe('Gemini 2.5 Flash');
});

it('says what a model takes and gives', () => {
  const text = { text: true, image: false, audio: false, video: false, file: false };
  const both = { ...text, image: true };
  expect(describeAbilities({ input: both, output: text })).toBe('Takes text and pictures, gives text');
  expect(describeAbilities({ input: text, output: { ...text, text: false, image: true } })).toBe(
    'Takes text, gives pictures',
  );
  const all = { text: true, image: true, audio: true, video: true, file: true };
  expect(describeAbilities({ input: all, output: text })).toBe(
    'Takes text, pictures, sound, video and PDF, gives text',
  );
});

it('says the list price of words, as far as it is known', () => {
  expect(sayTokenPrice({ input_per_million: 0.3, output_per_million: 2.5 })).toBe(
    '$0.30 in, $2.50 out per million tokens',
  );
  expect(sayTokenPrice({ input_per_million: null, output_per_million: 2.5 })).toBe(
    '$2.50 out per million tokens',
  );
  expect(sayTokenPrice(null)).toBeNull();
});
