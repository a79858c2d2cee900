import { expect, it } from 'vitest';
import { coverTopic } from './cover-topic';

it('is what was said first, without saying the title twice', () => {
  expect(coverTopic('Plan a trip to…', ['Plan a trip to **Crete** in May'])).toBe(
    'Plan a trip to Crete in May',
  );
  expect(coverTopic('Crete', ['Where should we go?', 'In May'])).toBe('Crete Where should we go? In May');
});

it('is short, and something even when nothing was said', () => {
  expect(coverTopic(null, ['fox '.repeat(500)]).length).toBeLessThanOrEqual(400);
  expect(coverTopic(null, [])).toBe('a quiet conversation');
});
