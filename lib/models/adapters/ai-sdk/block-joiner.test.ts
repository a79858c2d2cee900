import { describe, expect, it } from 'vitest';
import { BlockJoiner } from './block-joiner';

describe('blocks put together', () => {
  it('are parted by an empty line, thoughts and text each for themselves', () => {
    const blocks = new BlockJoiner();
    const text = [
      blocks.join('text-delta', 'a', 'One'),
      blocks.join('reasoning-delta', 'r', 'Hm'),
      blocks.join('text-delta', 'a', ' sentence.'),
      blocks.join('text-delta', 'b', 'Another.'),
      blocks.join('reasoning-delta', 's', 'Ah'),
    ];
    expect(text).toEqual(['One', 'Hm', ' sentence.', '\n\nAnother.', '\n\nAh']);
  });
});
