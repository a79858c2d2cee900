import { useEffect, useState } from 'react';
import type { Recorder } from '@/lib/client/recorder';

/** Often enough that no second is skipped. */
const LOOK_MS = 200;

/** How much has been recorded, in whole seconds. */
export function useElapsedSeconds(recorder: Recorder): number {
  const read = () => Math.floor(recorder.elapsedMs() / 1000);
  const [seconds, setSeconds] = useState(read);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another recorder begins anew
  useEffect(() => {
    setSeconds(read());
    const timer = setInterval(() => setSeconds(read()), LOOK_MS);
    return () => clearInterval(timer);
  }, [recorder]);
  return seconds;
}
