import { describe, expect, it } from 'vitest';
import { framesAfter, parseFrames, toFrame } from './frame';

const deltas = ['a', 'two\n\nlines', 'c'];
const frames = deltas
  .map((delta, index) => toFrame(index + 9, { type: 'text-delta', id: '1', delta }))
  .join('');
const numbers = (text: string) => parseFrames(text).map(({ seq }) => seq);

describe('stored frames', () => {
  it('are split into numbers and chunks', () => {
    expect(parseFrames(frames).map(({ chunk }) => (chunk.type === 'text-delta' ? chunk.delta : ''))).toEqual(
      deltas,
    );
    expect(numbers(frames)).toEqual([9, 10, 11]);
  });

  it('are cut after any number', () => {
    expect(numbers(framesAfter(frames, 0))).toEqual([9, 10, 11]);
    expect(numbers(framesAfter(frames, 9))).toEqual([10, 11]);
    expect(framesAfter(frames, 11)).toBe('');
    expect(framesAfter('', 3)).toBe('');
  });

  it('are cut by their numbers, also where some were lost', () => {
    const torn = toFrame(2, { type: 'start-step' }) + frames;
    expect(numbers(framesAfter(torn, 5))).toEqual([9, 10, 11]);
  });
});
