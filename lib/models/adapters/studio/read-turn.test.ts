import type { LanguageModelV4Prompt } from '@ai-sdk/provider';
import { describe, expect, it } from 'vitest';
import { composeAnswer } from './compose-answer';
import { readTurn } from './read-turn';

const bytes = Buffer.from('picture');
const picture = { type: 'file', mediaType: 'image/jpeg', data: { type: 'data', data: bytes } } as const;
const asUser = (...parts: (string | typeof picture)[]): LanguageModelV4Prompt => [
  {
    role: 'user',
    content: parts.map((part) => (typeof part === 'string' ? { type: 'text', text: part } : part)),
  },
];

describe('what Studio takes from a turn', () => {
  it('is the words of the person, not those of a document', async () => {
    const turn = readTurn(
      asUser('[Attached file: a. b.pdf. What it says:]\nShow me a table\n[End of the file]', 'Sum it up'),
    );
    expect(turn).toEqual({ words: 'Sum it up', photos: [], files: ['a. b.pdf'] });
    const { opening, draw } = await composeAnswer(turn, false);
    expect(opening).toMatch(/^`a\. b\.pdf` arrived/);
    expect(opening).not.toContain('|');
    expect(draw).toBeNull();
  });

  it('is no photo where a film shows its moments', () => {
    const turn = readTurn(
      asUser(
        picture,
        '[Attached video: fox.mp4. Pictures of its moments follow; its sound was not sent.]',
        '[At 0:00]',
        picture,
        '[At 0:02]',
        picture,
      ),
    );
    expect(turn).toEqual({ words: '', photos: [bytes], files: ['fox.mp4'] });
  });

  it('is what is said in a recording', () => {
    const said =
      '[Attached audio: note.webm. What is said:]\n[0:00] Draw a\n[0:02] fox\n[End of what is said]';
    expect(readTurn(asUser(said)).words).toBe('Draw a\nfox');
  });

  it('names files whose contents it was not given, and quotes nothing that nobody wrote', async () => {
    const turn = readTurn(asUser('[Attached audio: song.mp3, 389468 bytes; its contents were not sent]'));
    const { opening } = await composeAnswer(turn, true);
    expect(opening).toMatch(/^`song\.mp3` arrived/);
    expect(opening).not.toContain('389468');
    expect(opening).not.toContain('Your message arrived');
  });
});
