import { expect, it } from 'vitest';
import type { Job, Message } from '@/lib/contracts';
import { withMessages } from '../reduce';
import { createClientStore } from '../store';
import { type JobNews, watchJobs } from './watch-jobs';

const job = (status: Job['status'], change: Partial<Job> = {}): Job =>
  ({
    id: 'j',
    purpose: 'message',
    status,
    created_at: '2026-01-01T00:00:00.000Z',
    started_at: status === 'queued' ? null : 'now',
    finished_at: ['complete', 'failed', 'denied'].includes(status) ? 'now' : null,
    ...change,
  }) as Job;

let revision = 0;
const answer = (jobs: Job[], status: Message['status'] = 'complete'): Message =>
  ({ id: 'a', seq: 1, conversation_id: 'c', jobs, status, media_urls: [], revision: ++revision }) as never;

function watched(first: Message) {
  const store = createClientStore({
    person: { id: 'p' } as never,
    models: [],
    defaultModel: 'm',
    conversations: { conversations: [], next_before: null },
  });
  const put = (message: Message) => store.setState((state) => withMessages(state, 'c', [message]));
  put(first);
  const told: JobNews[] = [];
  watchJobs(store, (news) => told.push(news));
  const said = () => told.map((news) => `${news.job.status} ${news.isWithAnswer}`);
  return { store, put, said };
}

it('tells of an end once, and not of what ended before', () => {
  const { put, said } = watched(answer([job('running'), job('failed', { id: 'old' })]));
  put(answer([job('running', { progress: 0.5 }), job('failed', { id: 'old' })]));
  expect(said()).toEqual([]);
  put(answer([job('complete')]));
  put(answer([job('complete')]));
  expect(said()).toEqual(['complete false']);
});

it('tells of what waits for consent, and not of what the person decided', () => {
  const { put, said } = watched(answer([]));
  put(answer([job('awaiting_consent')], 'streaming'));
  put(answer([job('denied')], 'streaming'));
  expect(said()).toEqual(['awaiting_consent true']);
});

it('hears of jobs from the stream of an answer as well', () => {
  const { store, said } = watched(answer([], 'streaming'));
  const live = {
    text: '',
    reasoning: '',
    status_label: null,
    assets: [],
    plan: null,
    citations: [],
    after: 0,
  };
  store.setState({ live: { a: { ...live, jobs: [job('running')] } } });
  store.setState({ live: { a: { ...live, jobs: [job('failed')] } } });
  expect(said()).toEqual(['failed true']);
});
