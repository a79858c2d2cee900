'use client';

import { useEffect, useState } from 'react';
import type { Asset } from '@/lib/contracts';
import { useClient } from '../provider';
import type { ClientStore } from '../store';
import { readAsset } from './api';
import { findAsset } from './find-asset';

/** So many steps back are shown; who looks for more opens the first of them. */
const MAX_STEPS = 8;

/** What an asset was made from, step by step, the first of its line first. Empty until it is known, or without any. */
export function useLineage(asset: Asset): Asset[] {
  const { store } = useClient();
  const [line, setLine] = useState<{ of: string; assets: Asset[] } | null>(null);
  const { id, derived_from: parentId } = asset;
  useEffect(() => {
    let over = false;
    void readLineage(store, parentId).then((assets) => over || setLine({ of: id, assets }));
    return () => {
      over = true;
    };
  }, [store, id, parentId]);
  return line?.of === id ? line.assets : [];
}

async function readLineage(store: ClientStore, from: string | null): Promise<Asset[]> {
  const line: Asset[] = [];
  for (let id = from; id !== null && line.length < MAX_STEPS; ) {
    // One that is gone, or not this person's, ends what is known.
    const found: Asset | null = findAsset(store.getState(), id) ?? (await readAsset(id).catch(() => null));
    if (!found) break;
    line.unshift(found);
    id = found.derived_from;
  }
  return line;
}
