import { describe, expect, it } from 'vitest';
import { milliseconds } from './figures';
import { judge, type Line } from './line';
import { describeLine } from './print-lines';

const line: Line = {
  title: 'ours ÷ theirs',
  value: 1.234,
  unit: '×',
  target: 1.5,
  beside: [milliseconds('ours', 12.34)],
};

describe('a result', () => {
  it('passes at its target, misses above it, and is only told without one', () => {
    expect(judge({ ...line, value: 1.5 })).toBe('PASS');
    expect(judge({ ...line, value: 1.51 })).toBe('MISS');
    expect(judge({ ...line, target: null })).toBe('told');
  });

  it('is printed with its target and the figures beside it', () => {
    const text = describeLine(line);
    expect(text).toMatch(/PASS +1\.23× +≤ 1\.5× +ours ÷ theirs\n +ours 12\.3 ms$/);
  });
});
