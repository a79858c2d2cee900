import { useEffect, useRef, useState } from 'react';

/**
 * The value at most once per animation frame while `active`: a model may write faster than a screen can show.
 * When not active, the value as it is.
 */
export function useFrameValue<T>(value: T, active: boolean): T {
  const [shown, setShown] = useState(value);
  const latest = useRef(value);
  const frame = useRef(0);

  useEffect(() => {
    latest.current = value;
    if (!active || frame.current !== 0) return;
    frame.current = requestAnimationFrame(() => {
      frame.current = 0;
      setShown(latest.current);
    });
  }, [value, active]);

  useEffect(
    () => () => {
      cancelAnimationFrame(frame.current);
      frame.current = 0;
    },
    [],
  );

  return active ? shown : value;
}
