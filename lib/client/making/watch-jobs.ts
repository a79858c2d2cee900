import type { Job } from '@/lib/contracts';
import { latestJobs } from '../latest-jobs';
import type { ClientState } from '../state';
import type { ClientStore } from '../store';

export type JobNews = {
  job: Job;
  /** True while the answer it belongs to is being written: its end will be told with the answer. */
  isWithAnswer: boolean;
};

/** What was asked for so shortly before is news also to who begins to watch now. */
const NEWS_MS = 15_000;

/**
 * Tells of jobs that ended or failed, and of those that begin to wait for consent. Returns what ends it. What the
 * person decided is no news to them.
 */
export function watchJobs(store: ClientStore, tell: (news: JobNews) => void): () => void {
  const since = new Date(Date.now() - NEWS_MS).toISOString();
  let known = new Map<string, Job['status']>();
  const look = (state: ClientState, isFirst: boolean) => {
    const jobs = jobsOf(state);
    const before = known;
    known = new Map(jobs.map(({ job }) => [job.id, job.status]));
    for (const news of jobs) {
      const { id, status, created_at: createdAt } = news.job;
      const was = before.get(id);
      if (was === status) continue;
      const begins = status === 'awaiting_consent' && (!isFirst || createdAt > since);
      const ends = was !== undefined && ['complete', 'failed', 'expired'].includes(status);
      if (begins || ends) tell(news);
    }
  };
  look(store.getState(), true);
  return store.subscribe((state, before) => {
    if (state.messages !== before.messages || state.live !== before.live) look(state, false);
  });
}

function jobsOf(state: ClientState): JobNews[] {
  return Object.values(state.messages).flatMap((message) => {
    if (message.jobs.length === 0 && !state.live[message.id]) return [];
    const isWithAnswer = message.status === 'pending' || message.status === 'streaming';
    return latestJobs(message.jobs, state.live[message.id]?.jobs)
      .filter(({ purpose }) => purpose === 'message')
      .map((job) => ({ job, isWithAnswer }));
  });
}
