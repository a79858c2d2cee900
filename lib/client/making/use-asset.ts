'use client';

import { useEffect, useState } from 'react';
import type { Asset } from '@/lib/contracts';
import { useClient } from '../provider';
import { readAsset } from './api';
import { findAsset } from './find-asset';

/** An asset by its id: out of the loaded messages, else asked for. Null until it is here, or when it is gone. */
export function useAsset(id: string | null): Asset | null {
  const { store } = useClient();
  const [read, setRead] = useState<Asset | null>(null);
  const known = id === null ? null : findAsset(store.getState(), id);
  const isMissing = id !== null && known === null;
  useEffect(() => {
    if (!isMissing) return;
    let over = false;
    readAsset(id).then(
      (asset) => over || setRead(asset),
      // What is gone is not shown.
      () => {},
    );
    return () => {
      over = true;
    };
  }, [id, isMissing]);
  return known ?? (read?.id === id ? read : null);
}
