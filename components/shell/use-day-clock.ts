'use client';

import { useEffect, useState } from 'react';
import type { DayClock } from './day-label';
import { keepTimeZone } from './remembered';

const MINUTE_MS = 60_000;

/** The clock the server rendered with, then this browser's, moved on every minute. */
export function useDayClock(start: DayClock): DayClock {
  const [clock, setClock] = useState(start);
  useEffect(() => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    keepTimeZone(timeZone);
    const tick = () => setClock({ nowMs: Date.now(), timeZone });
    tick();
    const timer = setInterval(tick, MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return clock;
}
