import { expect, it } from 'vitest';
import { groupWords } from './group-words';

const say = (text: string, start_ms: number, end_ms = start_ms + 300) => ({ text, start_ms, end_ms });

it('gathers words into sentences', () => {
  const words = [say('Hello', 0), say('there.', 300), say('How', 700), say('are', 1000), say('you?', 1300)];
  expect(groupWords(words)).toEqual([say('Hello there.', 0, 600), say('How are you?', 700, 1600)]);
});

it('begins a line after a pause, and when one gets long', () => {
  expect(groupWords([say('one', 0), say('two', 5_000)]).map(({ text }) => text)).toEqual(['one', 'two']);
  const many = Array.from({ length: 60 }, (_, index) => say('word', index * 400));
  const lines = groupWords(many);
  expect(lines.length).toBeGreaterThan(3);
  expect(Math.max(...lines.map((line) => line.end_ms - line.start_ms))).toBeLessThanOrEqual(7_000);
  expect(lines.map(({ text }) => text).join(' ')).toBe(many.map(({ text }) => text).join(' '));
});

it('takes capitals and full stops from the text, when it has as many words', () => {
  const bare = [say('so', 0), say('it', 300), say('begins', 600), say('here', 900)];
  expect(groupWords(bare, 'So it begins. Here').map(({ text }) => text)).toEqual(['So it begins.', 'Here']);
  expect(groupWords(bare, 'So it all begins. Here').map(({ text }) => text)).toEqual(['so it begins here']);
});

it('leaves lines alone', () => {
  const lines = [say('Hello there', 0), say('you', 400)];
  expect(groupWords(lines)).toEqual(lines);
});
