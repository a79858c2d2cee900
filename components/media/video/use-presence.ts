import { useEffect, useState } from 'react';

/** So long after the last movement the controls leave the film alone. */
const REST_MS = 2_600;

/** Whether somebody is at the controls just now. `stir` is told of each movement, `rest` of their leaving. */
export function usePresence(): { present: boolean; stir(): void; rest(): void } {
  const [stirredAt, setStirredAt] = useState(0);
  const [present, setPresent] = useState(false);
  useEffect(() => {
    if (stirredAt === 0) return;
    const timer = setTimeout(() => setPresent(false), REST_MS);
    return () => clearTimeout(timer);
  }, [stirredAt]);
  return {
    present,
    stir: () => {
      setPresent(true);
      setStirredAt(performance.now());
    },
    rest: () => setPresent(false),
  };
}
