import { expect, it } from 'vitest';
import { choicesOf, nameEnd, nameThing, sayCost, wordsOf } from './generation-words';

it('calls things as people do, also such as it has never heard of', () => {
  expect(nameThing('generate_video')).toBe('Film');
  expect(nameThing('compose_music')).toBe('Compose music');
  expect(nameEnd('complete')).toBeNull();
  expect(nameEnd('denied')).toBe('Not allowed');
});

it('tells the words apart from what was chosen beside them, and leaves out ids', () => {
  const parameters = {
    prompt: 'a fox',
    aspect_ratio: '16:9',
    duration_seconds: 8,
    style: null,
    message_id: '0198',
    sources: ['0199'],
  };
  expect(wordsOf({ parameters })).toBe('a fox');
  expect(choicesOf({ parameters })).toEqual([
    ['aspect ratio', '16:9'],
    ['duration seconds', '8'],
  ]);
  expect(wordsOf({ parameters: { message_id: '0198', prompt: ' ' } })).toBeNull();
});

it('says what it came to, and when that is by the list price', () => {
  const outcome = 'complete';
  expect(sayCost({ cost_micros: 39_000, is_estimate: false, outcome })).toBe('$0.04');
  expect(sayCost({ cost_micros: 39_000, is_estimate: true, outcome })).toBe('≈ $0.04');
  expect(sayCost({ cost_micros: 0, is_estimate: true, outcome })).toBe('Free');
  expect(sayCost({ cost_micros: 0, is_estimate: false, outcome: 'failed' })).toBe('–');
});
