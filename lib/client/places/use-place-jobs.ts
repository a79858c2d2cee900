'use client';

import { useCallback, useEffect, useState } from 'react';
import type { Conversation, Job } from '@/lib/contracts';
import { listJobs } from './api';

/** What is made of a conversation that is not on screen is not told to it; asked for so often while it is looked at. */
const LOOK_MS = 4_000;

const isOpen = ({ status }: Job) => ['awaiting_consent', 'queued', 'running'].includes(status);

/** The jobs for the cover or the background of a conversation, newest first, kept up to date while mounted. */
export function usePlaceJobs(conversation: Conversation, purpose: 'cover' | 'background') {
  const { id, last_event_seq: seq } = conversation;
  const [jobs, setJobs] = useState<Job[]>([]);
  const [turn, setTurn] = useState(0);
  const waits = jobs.some(isOpen);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever happened in the conversation may be about them
  useEffect(() => {
    const controller = new AbortController();
    listJobs(id, controller.signal)
      .then((all) => setJobs(all.filter((job) => job.purpose === purpose)))
      // The next event or look asks again.
      .catch(() => {});
    return () => controller.abort();
  }, [id, seq, purpose, turn]);
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => setTurn((now) => now + 1), LOOK_MS);
    return () => clearInterval(timer);
  }, [waits]);
  return { jobs, lookAgain: useCallback(() => setTurn((now) => now + 1), []) };
}
