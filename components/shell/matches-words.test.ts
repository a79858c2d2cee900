import { expect, it } from 'vitest';
import { matchesWords } from './matches-words';

it('finds words in any order, without accents or case', () => {
  expect(matchesWords('Überblick: Réunion in Köln', 'koln UBER')).toBe(true);
  expect(matchesWords('Theme: dark', 'dark light')).toBe(false);
  expect(matchesWords('Anything', '  ')).toBe(true);
});
