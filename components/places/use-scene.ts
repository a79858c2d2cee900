'use client';

import { useEffect, useState } from 'react';
import { isMetered, type Scene } from './may-play';

type Device = Omit<Scene, 'isPaused'>;
type WithConnection = { connection?: EventTarget & Parameters<typeof isMetered>[0] };

/** What the device and its person want of motion and data, kept up to date. */
export function useScene(): Device {
  const [device, setDevice] = useState<Device>(look);
  useEffect(() => {
    const update = () => setDevice(look());
    const motion = window.matchMedia('(prefers-reduced-motion: reduce)');
    const { connection } = navigator as WithConnection;
    motion.addEventListener('change', update);
    document.addEventListener('visibilitychange', update);
    connection?.addEventListener?.('change', update);
    return () => {
      motion.removeEventListener('change', update);
      document.removeEventListener('visibilitychange', update);
      connection?.removeEventListener?.('change', update);
    };
  }, []);
  return device;
}

const look = (): Device => ({
  isMotionReduced: window.matchMedia('(prefers-reduced-motion: reduce)').matches,
  isMetered: isMetered((navigator as WithConnection).connection),
  isHidden: document.visibilityState === 'hidden',
});
