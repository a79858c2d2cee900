import { expect, it } from 'vitest';
import { readTokens } from './read-tokens';

it('reads what an engine reported', () => {
  expect(readTokens({ input_tokens: 12, output_tokens: 0 })).toEqual({ input: 12, output: 0 });
});

it.each([undefined, null, 'many', {}, { input_tokens: '12', output_tokens: Number.NaN }])(
  'makes nothing of %j',
  (usage) => {
    expect(readTokens(usage)).toEqual({ input: null, output: null });
  },
);
