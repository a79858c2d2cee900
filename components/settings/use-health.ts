import { useCallback, useEffect, useState } from 'react';
import { request } from '@/lib/client';
import type { HealthCheck } from '@/lib/contracts';

type Health = { checks: HealthCheck[] | null; looking: boolean; error: string | null };

/** What works on this installation: looked up at once and whenever asked for. What was found stays until then. */
export function useHealth(): Health & { lookAgain(): void } {
  const [health, setHealth] = useState<Health>({ checks: null, looking: true, error: null });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt looks at the same again
  useEffect(() => {
    const controller = new AbortController();
    setHealth((now) => ({ ...now, looking: true, error: null }));
    request('/api/admin/health', { signal: controller.signal })
      .then((response) => response.json() as Promise<{ checks: HealthCheck[] }>)
      .then(({ checks }) => setHealth({ checks, looking: false, error: null }))
      .catch((error: Error) => {
        if (controller.signal.aborted) return;
        setHealth((now) => ({ ...now, looking: false, error: error.message }));
      });
    return () => controller.abort();
  }, [attempt]);
  const lookAgain = useCallback(() => setAttempt((now) => now + 1), []);
  return { ...health, lookAgain };
}
