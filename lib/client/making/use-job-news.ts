'use client';

import { useEffect } from 'react';
import { useClient } from '../provider';
import type { ClientStore } from '../store';
import { type JobNews, watchJobs } from './watch-jobs';

const watched = new WeakSet<ClientStore>();

/** Tells of jobs of every loaded conversation from now on, however many ask for it and whatever is on screen. */
export function useJobNews(tell: (news: JobNews) => void): void {
  const { store } = useClient();
  useEffect(() => {
    if (watched.has(store)) return;
    watched.add(store);
    // For as long as the page lives: what ends is often not on screen any more.
    watchJobs(store, tell);
  }, [store, tell]);
}
