'use client';

import type { Asset } from '@/lib/contracts';
import { Button } from '../ui/button';
import { usePrepareAgain } from './use-prepare-again';

/** The one thing to do about an asset that could not be prepared. */
export function TryAgain({ asset }: { asset: Asset }) {
  const { busy, prepareAgain } = usePrepareAgain(asset);
  return (
    <Button size="small" busy={busy} onClick={prepareAgain}>
      Try again
    </Button>
  );
}
