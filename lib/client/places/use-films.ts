'use client';

import { useEffect, useState } from 'react';
import type { Asset } from '@/lib/contracts';
import { readAsset } from './api';

/** How often what is not ready yet is looked at again. */
const LOOK_MS = 4_000;

/** Films by their ids, in their order, as far as they are known and there. Looked at again until each is ready. */
export function useFilms(ids: readonly string[]): Asset[] {
  const [films, setFilms] = useState<ReadonlyMap<string, Asset>>(new Map());
  const key = ids.join(' ');
  const missing = ids.filter((id) => films.get(id)?.status !== 'ready').join(' ');
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn looks again
  useEffect(() => {
    if (missing === '') return;
    const controller = new AbortController();
    const wanted = missing.split(' ');
    Promise.allSettled(wanted.map((id) => readAsset(id, controller.signal))).then((results) => {
      if (controller.signal.aborted) return;
      const found = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      setFilms((now) => new Map([...now, ...found.map((film) => [film.id, film] as const)]));
    });
    const timer = setTimeout(() => setTurn((now) => now + 1), LOOK_MS);
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [missing, turn]);
  return key.split(' ').flatMap((id) => films.get(id) ?? []);
}
