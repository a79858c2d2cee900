import { describe, expect, it } from 'vitest';
import { citeSources, fromByteOffset, fromCharacterOffset } from './cite-sources';

const a = { url: 'https://a.example/1', title: 'A' };
const b = { url: 'https://b.example/', title: '' };

describe('the sources of a text', () => {
  it('are numbered in the order in which they are met, each once', () => {
    const marks = [
      { from: 9, to: 9, ...b },
      { from: 4, to: 4, ...a },
      { from: 9, to: 9, ...a },
    ];
    expect(citeSources('One. Two.', marks)).toEqual({
      text: 'One.[1] Two.[2][1]',
      sources: [a, { url: b.url, title: 'b.example' }],
    });
  });

  it('take the place of what was written for them', () => {
    expect(citeSources('One (a.example). Two.', [{ from: 3, to: 15, ...a }]).text).toBe('One[1]. Two.');
  });

  it('are only addresses of the web', () => {
    const marks = ['javascript:alert(1)', 'data:text/html,x', 'nonsense'].map((url) => ({
      ...{ from: 3, to: 3, title: 'X', url },
    }));
    expect(citeSources('One', marks)).toEqual({ text: 'One', sources: [] });
  });

  it('are listed without numbers when nothing says what they speak for', () => {
    expect(citeSources('One', [], [a, a])).toEqual({ text: 'One', sources: [a] });
    expect(citeSources('One', [{ from: 3, to: 3, ...b }], [a]).sources).toHaveLength(1);
  });
});

it('finds a place in a text by bytes and by characters', () => {
  const text = 'Zürich 🦊 x';
  expect(text.slice(0, fromByteOffset(text, Buffer.byteLength('Zürich 🦊')))).toBe('Zürich 🦊');
  expect(text.slice(0, fromCharacterOffset(text, 8))).toBe('Zürich 🦊');
  expect(fromByteOffset(text, 999)).toBe(text.length);
  expect(fromCharacterOffset(text, 999)).toBe(text.length);
});
