import { expect, it } from 'vitest';
import type { TrailStep } from '@/lib/contracts';
import { sayFallback, sayStep } from './trail-words';

const step = (change: Partial<TrailStep>): TrailStep => ({
  task: 'answer',
  model: 'm',
  model_name: 'Gemini',
  outcome: 'done',
  ...change,
});
const failed = step({ model_name: 'GPT', outcome: 'failed', message: 'OpenAI could not be reached.' });

it('says who answered in whose stead', () => {
  expect(sayFallback([failed, step({})])).toBe('OpenAI could not be reached · Gemini answered');
});

it('says nothing when the first choice answered, or nobody did', () => {
  expect(sayFallback([step({})])).toBeNull();
  expect(sayFallback([failed])).toBeNull();
  expect(sayFallback([{ ...failed, task: 'describe' }, step({})])).toBeNull();
});

it('says each attempt in words', () => {
  const steps = [
    step({ task: 'transcribe', model_name: 'Whisper' }),
    step({ outcome: 'failed' }),
    step({ outcome: 'skipped' }),
  ];
  expect(steps.map(sayStep)).toEqual([
    'Whisper wrote the recording down',
    'Gemini could not do it',
    'Gemini was left out',
  ]);
});
