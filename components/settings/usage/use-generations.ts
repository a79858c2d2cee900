'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { request } from '@/lib/client';
import type { Generation, GenerationPage } from '@/lib/contracts';
import type { UsageScope } from './use-usage';

const PAGE = 20;

type Log = { generations: Generation[]; nextBefore: string | null };

/** The log of what models were asked for, page by page: the latest first, older ones when asked for. */
export function useGenerations(scope: UsageScope) {
  const [log, setLog] = useState<Log | null>(null);
  const [loading, setLoading] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const reading = useRef<AbortController | null>(null);

  const readOn = useCallback(
    async (from: Log | null) => {
      reading.current?.abort();
      const controller = new AbortController();
      reading.current = controller;
      setLoading(true);
      setError(null);
      try {
        const page = await readPage(scope, from?.nextBefore ?? null, controller.signal);
        setLog({
          generations: [...(from?.generations ?? []), ...page.generations],
          nextBefore: page.next_before,
        });
        setLoading(false);
      } catch (reason) {
        if (controller.signal.aborted) return;
        setError((reason as Error).message);
        setLoading(false);
      }
    },
    [scope],
  );

  useEffect(() => {
    setLog(null);
    void readOn(null);
    return () => reading.current?.abort();
  }, [readOn]);

  return { log, loading, error, readMore: () => readOn(log) };
}

async function readPage(
  scope: UsageScope,
  before: string | null,
  signal: AbortSignal,
): Promise<GenerationPage> {
  const path = scope === 'me' ? '/api/generations' : '/api/admin/generations';
  const query = new URLSearchParams({ limit: String(PAGE), ...(before !== null && { before }) });
  return (await (await request(`${path}?${query}`, { signal })).json()) as GenerationPage;
}
