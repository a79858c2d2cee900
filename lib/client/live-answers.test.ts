import { describe, expect, it } from 'vitest';
import type { Job } from '@/lib/contracts';
import { applyChunks, type StreamEvent } from './live-answers';
import type { LiveAnswer } from './state';

const nothing: LiveAnswer = {
  text: '',
  reasoning: '',
  status_label: null,
  assets: [],
  jobs: [],
  plan: null,
  citations: [],
  after: 0,
};
const said = (seq: number, delta: string): StreamEvent => ({
  seq,
  chunk: { type: 'text-delta', id: '1', delta },
});

describe('applying the chunks of an answer', () => {
  it('ends in the same text however often parts are replayed', () => {
    const all = [said(1, 'a'), said(2, 'b'), said(3, 'c')];
    const once = applyChunks(nothing, all);
    expect(once).toMatchObject({ text: 'abc', after: 3 });
    expect(applyChunks(applyChunks(nothing, all.slice(0, 2)), all)).toEqual(once);
    expect(applyChunks(once, all)).toEqual(once);
  });

  it('shows a step in words until text comes', () => {
    const status: StreamEvent = {
      seq: 1,
      chunk: { type: 'data-status', data: { label: 'Drawing' }, transient: true },
    };
    const working = applyChunks(nothing, [status]);
    expect(working.status_label).toBe('Drawing');
    expect(applyChunks(working, [said(2, 'x')]).status_label).toBeNull();
  });

  it('keeps each job as it was told last, and the plan and the sources as a whole', () => {
    const job = (id: string, change: Partial<Job> = {}) => ({ id, status: 'queued', ...change }) as Job;
    const told = (seq: number, data: Job): StreamEvent => ({
      seq,
      chunk: { type: 'data-job', id: data.id, data },
    });
    const source = (number: number) => ({ number, url: 'https://a.example/', title: 'A', site: 'a.example' });
    const plan = { model: 'm', model_name: 'M', steps: [] };
    const events: StreamEvent[] = [
      { seq: 1, chunk: { type: 'data-plan', data: plan } },
      told(2, job('a')),
      told(3, job('b')),
      told(4, job('a', { status: 'running' })),
      { seq: 5, chunk: { type: 'data-citations', data: [source(1)] } },
      { seq: 6, chunk: { type: 'data-citations', data: [source(1), source(2)] } },
    ];
    const answer = applyChunks(nothing, events);
    expect(answer).toMatchObject({ plan, citations: [source(1), source(2)] });
    expect(answer.jobs.map(({ id, status }) => `${id} ${status}`)).toEqual(['a running', 'b queued']);
    expect(applyChunks(answer, events)).toEqual(answer);
  });
});
