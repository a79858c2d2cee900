'use client';

import { CloudOff, RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useConnection } from '@/lib/client';

/** Short breaks heal themselves; only a longer one is worth a word. */
const QUIET_MS = 2_500;

/** One quiet line while this device is cut off; nothing otherwise. */
export function ConnectionLine() {
  const connection = useConnection();
  const [broken, setBroken] = useState(false);

  useEffect(() => {
    setBroken(false);
    if (connection !== 'reconnecting') return;
    const timer = setTimeout(() => setBroken(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, [connection]);

  const text = connection === 'offline' ? 'You are offline' : broken ? 'Connecting again…' : null;
  return (
    <div role="status" className="shrink-0">
      {text ? (
        <p className="flex animate-appear items-center gap-2 px-4 py-2 text-caption text-muted">
          {connection === 'offline' ? <CloudOff className="size-4" /> : <RefreshCw className="size-4" />}
          {text}
        </p>
      ) : null}
    </div>
  );
}
