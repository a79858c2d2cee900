import { describe, expect, it } from 'vitest';
import type { Job } from '@/lib/contracts';
import { sayChoices, sayEnd, sayQuote, sayTimeLeft, sayWork, wordsOf } from './job-words';

const job = (change: Partial<Job>): Job =>
  ({ tool: 'generate_video', title: 'A fox', status: 'running', stage: null, ...change }) as Job;

describe('the words of a job', () => {
  it('say what is done now, by whom, as precisely as is known', () => {
    expect(sayWork(job({ status: 'queued', stage: 'Queued, second in line' }))).toBe(
      'Queued, second in line',
    );
    expect(sayWork(job({ status: 'queued' }))).toBe('Queued');
    expect(sayWork(job({ model_name: 'Veo 3.1 Fast' }))).toBe('Being made by Veo 3.1 Fast');
    expect(sayWork(job({ tool: 'generate_image', model_name: null }))).toBe('Being drawn now');
  });

  it('say how it ended when nothing came of it', () => {
    const error = { code: 'models.unavailable', message: 'Google could not be reached.', retryable: true };
    expect(sayEnd(job({ status: 'failed', error }))).toBe('Google could not be reached.');
    expect(sayEnd(job({ status: 'denied' }))).toBe('Film: A fox. You said no, so nothing was made.');
    expect(sayEnd(job({ status: 'running' }))).toBeNull();
    expect(sayEnd(job({ status: 'complete' }))).toBeNull();
  });

  it('say a price in plain figures, and when there is none', () => {
    expect([600_000, 0, null].map(sayQuote)).toEqual(['About $0.60', 'Free', 'The price is not known']);
  });

  it('say what was chosen beside the prompt', () => {
    const chosen = { prompt: 'a fox', duration_seconds: 8, aspect_ratio: '16:9', style: 'nature', count: 1 };
    expect(sayChoices(chosen)).toEqual(['8 seconds', '16:9', 'Nature']);
    expect(wordsOf(chosen)).toBe('a fox');
    expect(wordsOf({ format: 'pdf', title: 'Crew', content: '…' })).toBe('Crew');
  });

  it('say how long a question waits', () => {
    const left = (ms: number) => sayTimeLeft(new Date(1_000_000 + ms).toISOString(), 1_000_000);
    expect(left(9.2 * 60_000)).toBe('Waits for 10 minutes');
    expect(left(20_000)).toBe('Waits for less than a minute');
    expect(left(180 * 60_000)).toBe('Waits for 3 hours');
    expect(left(0)).toBeNull();
  });
});
