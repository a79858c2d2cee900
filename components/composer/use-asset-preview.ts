'use client';

import { useEffect } from 'react';
import type { LocalUpload, useUploads } from '@/lib/client';

/** A poster takes a second, a long film some more: asked often at first, then rarely. */
const FIRST_MS = 1_000;
const MAX_MS = 8_000;

/** Asks for the asset of an uploaded file while it is being prepared, for its thumbnail. Sending need not wait for it. */
export function useAssetPreview(item: LocalUpload, uploads: ReturnType<typeof useUploads>): void {
  const { id } = item;
  const isPreparing = item.asset?.status === 'processing';
  useEffect(() => {
    if (!isPreparing) return;
    let delayMs = FIRST_MS;
    let timer = setTimeout(ask, delayMs);
    let over = false;
    async function ask() {
      // A failure is asked again like everything else.
      await uploads.refreshAsset(id).catch(() => {});
      if (over) return;
      delayMs = Math.min(MAX_MS, delayMs * 2);
      timer = setTimeout(ask, delayMs);
    }
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [id, isPreparing, uploads]);
}
