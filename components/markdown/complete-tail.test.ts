import { expect, it } from 'vitest';
import { completeTail } from './complete-tail';

it.each([
  ['some **bo', 'some **bo**'],
  ['some **bold** and *it', 'some **bold** and *it*'],
  ['**bold with *nested', '**bold with *nested***'],
  ['some **', 'some '],
  ['~~gone', '~~gone~~'],
  ['call `fetch(', 'call `fetch(`'],
  ['call `', 'call '],
  ['see [the page](https://exa', 'see the page'],
  ['see [the pa', 'see the pa'],
  ['**see [the page](https://exa', '**see the page**'],
  ['a picture ![alt](https://evil.example/?q=', 'a picture '],
  ['a picture ![al', 'a picture '],
  ['first **closed** paragraph\n\nsecond *op', 'first **closed** paragraph\n\nsecond *op*'],
])('finishes %j as %j', (open, finished) => {
  expect(completeTail(open)).toBe(finished);
});

it.each([
  'plain words',
  '2 * 3 * 4',
  'snake_case_name',
  '* a bullet\n* ',
  '- [ ] task',
  '- [ ',
  '`a *b`',
  'done **bold**',
  'a \\*star',
  '[x] y',
])('leaves %j alone', (text) => {
  expect(completeTail(text)).toBe(text);
});
