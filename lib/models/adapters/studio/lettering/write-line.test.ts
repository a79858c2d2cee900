import { describe, expect, it } from 'vitest';
import { fitLine, measureLine, writeLine } from './write-line';

const line = { x: 0, baseline: 20, capHeight: 20, color: '#000000' };
const strokes = (text: string) => writeLine(text, line).match(/<path/g)?.length ?? 0;

describe('our own letters', () => {
  it('cover all of printable ASCII', () => {
    const letters = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));
    for (const letter of letters) expect([letter, strokes(letter)]).toEqual([letter, 1]);
  });

  it('never put the text itself into the drawing', () => {
    const drawn = writeLine('</svg><script>alert("x")&', line);
    expect(drawn).not.toContain('script');
    expect(drawn).not.toMatch(/<text|&/);
  });

  it('drop accents and put a dot for what is not drawn', () => {
    expect(writeLine('Zürich', line)).toBe(writeLine('Zurich', line));
    expect(writeLine('狐', line)).toBe(writeLine('·', line));
  });

  it('are cut at a word to fit', () => {
    const text = 'the quick brown fox jumps over the lazy dog';
    const cut = fitLine(text, 20, 300);
    expect(cut).toMatch(/^the quick [a-z ]*…$/);
    expect(measureLine(cut, 20)).toBeLessThanOrEqual(300);
    expect(fitLine('short', 20, 300)).toBe('short');
    expect(measureLine(fitLine('x'.repeat(400), 20, 300), 20)).toBeLessThanOrEqual(300);
  });
});
