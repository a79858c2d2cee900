import { describe, expect, it } from 'vitest';
import { cutSpoken, splitSpoken, toSpeakableText } from './speakable-text';

describe('what is read aloud', () => {
  it.each([
    ['**Bold** and *soft* and ~~gone~~ and _this_.', 'Bold and soft and gone and this.'],
    ['# A heading\n\nWords.', 'A heading.\n\nWords.'],
    ['- one\n- two\n1. three', 'one.\ntwo.\nthree.'],
    ['- [x] done', 'done.'],
    ['> Said by **her**', 'Said by her'],
    ['Before\n\n```js\nalert(1)\n```\n\nAfter', 'Before\n\nAfter'],
    ['Before\n```\nnever closed', 'Before'],
    ['See [the page](https://a.example/b) or https://c.example/d?e=f.', 'See the page or'],
    ['![a fox](/media/1) A fox.', 'A fox.'],
    ['It rained [1][2] all day [^3].', 'It rained all day.'],
    ['| a | b |\n|---|:-:|\n| 1 | 2 |', 'a, b.\n\n1, 2.'],
    ['Use `npm start` here', 'Use npm start here'],
    ['It is $x+1$ big, $$\n\\int x\n$$ and costs $5 or $6', 'It is x+1 big, and costs $5 or $6'],
    ['a snake_case_word stays', 'a snake_case_word stays'],
    ['one\n\n---\n\ntwo', 'one\n\ntwo'],
    ['a <b>tag</b> &amp; more', 'a tag & more'],
    ['```\nonly code\n```', ''],
  ])('of %j is %j', (markdown, spoken) => {
    expect(toSpeakableText(markdown)).toBe(spoken);
  });
});

it('cuts what is too long behind a sentence, and says so', () => {
  const text = 'One sentence here. Another one there. A third that does not fit.';
  expect(cutSpoken(text, 40)).toEqual({ text: 'One sentence here. Another one there.', isCut: true });
  expect(cutSpoken(text, 400)).toEqual({ text, isCut: false });
  expect(cutSpoken('word '.repeat(20).trim(), 12)).toEqual({ text: 'word word', isCut: true });
  expect(cutSpoken('x'.repeat(50), 10)).toEqual({ text: 'xxxxxxxxxx', isCut: true });
});

it('splits into pieces that lose no word', () => {
  const text = `${'A sentence of some length. '.repeat(30)}\n\nThe end.`;
  const pieces = splitSpoken(text);
  expect(pieces.every((piece) => piece.length > 0 && piece.length <= 220)).toBe(true);
  expect(pieces.join(' ').split(/\s+/)).toEqual(text.trim().split(/\s+/));
  expect(splitSpoken('y'.repeat(500)).join('')).toBe('y'.repeat(500));
});
