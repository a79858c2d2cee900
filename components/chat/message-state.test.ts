import { expect, it } from 'vitest';
import { sentenceOfState } from './message-state';

const error = {
  code: 'models.unavailable',
  message: 'The model is busy. Try again in a minute.',
  retryable: true,
};

it('tells the reason that was recorded', () => {
  expect(sentenceOfState({ status: 'failed', metadata: { error } })).toBe(error.message);
  expect(sentenceOfState({ status: 'partial', metadata: { error } })).toBe(error.message);
});

it('has words of its own when there is no reason', () => {
  expect(sentenceOfState({ status: 'failed', metadata: {} })).toBe('There is no answer. Try again.');
  expect(sentenceOfState({ status: 'partial', metadata: {} })).toBe('The answer was cut off.');
  expect(sentenceOfState({ status: 'cancelled', metadata: {} })).toBe('You stopped this answer.');
});

it.each(['pending', 'streaming', 'complete'] as const)(
  'says nothing about an answer that is %s',
  (status) => {
    expect(sentenceOfState({ status, metadata: {} })).toBeNull();
  },
);
