'use client';

import { useEffect, useState } from 'react';
import { sayTimeLeft } from './job-words';

/** Often enough for words that count minutes. */
const REFRESH_MS = 10_000;

/** How long a question still waits, in words that are renewed; null when its time is over. */
export function useTimeLeft(expiresAt: string): string | null {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  return sayTimeLeft(expiresAt, nowMs);
}
