import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { lexMarkdown } from './lex-markdown';
import { MarkdownStream } from './markdown-stream';

const lexed = vi.hoisted(() => ({ characters: 0 }));
vi.mock('./lex-markdown', async (importOriginal) => {
  const original = await importOriginal<typeof import('./lex-markdown')>();
  const lexMarkdown: typeof original.lexMarkdown = (source, links) => {
    lexed.characters += source.length;
    return original.lexMarkdown(source, links);
  };
  return { ...original, lexMarkdown };
});

const fixture = new URL('../../../shared/fixtures/markdown/gfm-examples.json', import.meta.url);
const examples: string[] = existsSync(fixture)
  ? (JSON.parse(readFileSync(fixture, 'utf8')) as { markdown: string }[]).map((example) => example.markdown)
  : [];

/** A small repeatable source of chance. */
function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const atOnce = (text: string) =>
  lexMarkdown(text.replace(/\r\n?/g, '\n')).tokens.filter(
    (token) => token.type !== 'space' && token.type !== 'def',
  );

/** Feeds the text in random pieces and compares every state with reading that much at once. */
function expectSameInPieces(text: string, seed: number, longestPiece: number): void {
  const below = chance(seed);
  const stream = new MarkdownStream();
  let length = 0;
  while (length < text.length) {
    length = Math.min(text.length, length + 1 + below(longestPiece));
    const part = text.slice(0, length);
    const blocks = stream.update(part);
    expect(
      blocks.map((block) => block.token),
      JSON.stringify(part),
    ).toEqual(atOnce(part));
  }
}

const answer = `# Title

Some *text* with \`code\` and a [link](https://example.com), see [later].

1. one

   still one
2. two
   - nested **bold**

| a | b |
|---|:-:|
| 1 | 2 |

\`\`\`ts
const a = 1;

\`\`\`js not the end
const b = 2;
\`\`\`

> quote
lazy

$$
a
= b
$$

[later]: https://example.com/later "A
title"

Costs $5 and $10, but $x_1$ is math.[^1]

[^1]: A note
with a second line.

- [ ] open
- [x] done

~~~
tilde
~~~
The end.
`;

describe('reading a text in pieces', () => {
  it('gives after every piece what reading it at once gives', () => {
    for (let seed = 1; seed <= 40; seed += 1) expectSameInPieces(answer, seed, 1 + (seed % 12));
  });

  it('forgets a definition that stops being one', () => {
    expectSameInPieces('[a] and more\n\nsecond\n\nthird\n\nfourth\n\n[a]: /x y z\n\nfifth\n\nsixth\n', 7, 1);
  });

  it.skipIf(examples.length === 0)('holds for each GFM example and for examples one after the other', () => {
    const below = chance(11);
    for (const [index, example] of examples.entries()) expectSameInPieces(example, index, 4);
    for (let round = 0; round < 60; round += 1) {
      const text = Array.from({ length: 6 }, () => examples[below(examples.length)]).join(
        round % 2 ? '\n' : '\n\n',
      );
      expectSameInPieces(text, round, 9);
    }
  });

  it('starts over when the text is another one', () => {
    const stream = new MarkdownStream();
    stream.update('one\n\ntwo\n\nthree\n\nfour');
    expect(stream.update('*other*').map((block) => block.token)).toEqual(atOnce('*other*'));
  });

  it('keeps the objects of what did not change', () => {
    const stream = new MarkdownStream();
    const before = [...stream.update('one\n\ntwo\n\nthree\n\nfour')];
    const after = stream.update('one\n\ntwo\n\nthree\n\nfour and more');
    expect(after.slice(0, 3)).toEqual(before.slice(0, 3));
    for (const index of [0, 1, 2]) expect(after[index]).toBe(before[index]);
    expect(after[3]).not.toBe(before[3]);
  });
});

describe('the cost of an update', () => {
  const paragraph = `${answer}\n\nA paragraph of **ordinary** words that goes on for a while, as they do.\n\n`;
  const prose = paragraph.repeat(Math.ceil(66_000 / paragraph.length));
  const code = `\`\`\`ts\n${'const answer = compute(42); // a line\n'.repeat(2_000)}`;

  /** How many characters are read again for a hundred small updates once the text has about that length. */
  function costAt(text: string, length: number): number {
    const stream = new MarkdownStream();
    stream.update(text.slice(0, length));
    lexed.characters = 0;
    for (let step = 1; step <= 100; step += 1) stream.update(text.slice(0, length + step * 12));
    return lexed.characters;
  }

  it('is at 64 KB at most twice that at 4 KB', () => {
    const short = costAt(prose, 4_000);
    expect(short).toBeGreaterThan(0);
    expect(costAt(prose, 64_000)).toBeLessThan(short * 2);
  });

  it('is nothing within one long code block', () => {
    expect(costAt(code, 4_000)).toBe(0);
    expect(costAt(code, 64_000)).toBe(0);
  });
});
