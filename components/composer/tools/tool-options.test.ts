import { expect, it } from 'vitest';
import type { Tool } from '@/lib/contracts';
import { optionsOf, sayChosen, sayPrice } from './tool-options';

const model = (id: string, micros: number | null) => ({
  id,
  name: id.toUpperCase(),
  tier: 'fast' as const,
  offline: false,
  quote_micros: micros,
});
const tool = (change: Partial<Tool> = {}): Tool => ({
  id: 'generate_image',
  name: 'Draw',
  description: '',
  examples: [],
  available: true,
  reason: null,
  models: [model('a', 39_000), model('b', 0)],
  consent: 'never',
  ...change,
});
const looks = { styles: [{ id: 'nature', name: 'Nature' }], moods: [{ id: 'calm', name: 'Calm' }] };
const namesOf = (given: Tool) => optionsOf(given, looks).map(({ name }) => name);

it('offers what each tool has, and nothing where there is no choice', () => {
  expect(namesOf(tool())).toEqual(['model', 'aspect_ratio', 'style', 'mood']);
  expect(namesOf(tool({ models: [model('a', 0)] }))).not.toContain('model');
  expect(namesOf(tool({ id: 'make_file' }))).toEqual(['format']);
  expect(namesOf(tool({ id: 'generate_video' }))).toContain('duration_seconds');
});

it('says what was chosen and what it costs', () => {
  const options = optionsOf(tool(), looks);
  expect(sayChosen(options, { aspect_ratio: '16:9', style: 'nature' })).toBe('16:9 · Nature');
  expect(sayChosen(options, {})).toBe('');
  expect(sayPrice(tool(), {})).toBe('About $0.04');
  expect(sayPrice(tool(), { model: 'b' })).toBe('Free');
  expect(sayPrice(tool({ models: [] }), {})).toBe('');
});
