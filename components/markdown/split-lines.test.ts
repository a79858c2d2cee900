import { expect, it } from 'vitest';
import { splitLines } from './split-lines';

it('cuts between lines, and laid end to end the runs are the text', () => {
  const text = Array.from({ length: 10 }, (_, index) => `line ${index}\n`).join('');
  const runs = splitLines(text, 4);
  expect(runs.map((run) => run.split('\n').length - 1)).toEqual([4, 4, 2]);
  expect(runs.join('')).toBe(text);
});

it('leaves earlier runs as they are while the text grows', () => {
  const text = 'a\nb\nc\nd\ne';
  for (let length = 0; length <= text.length; length += 1) {
    const part = splitLines(text.slice(0, length), 2);
    expect(part.join('')).toBe(text.slice(0, length));
    expect(splitLines(text, 2).slice(0, part.length - 1)).toEqual(part.slice(0, -1));
  }
});
