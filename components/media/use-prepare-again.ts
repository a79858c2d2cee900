import { useState } from 'react';
import { request } from '@/lib/client';
import type { Asset } from '@/lib/contracts';
import { announce } from '../ui/announcements';

/** Has the server try once more to prepare an asset. The new state arrives with its message. */
export function usePrepareAgain(asset: Asset): { busy: boolean; prepareAgain(): void } {
  const [asked, setAsked] = useState<Asset | null>(null);
  const prepareAgain = () => {
    setAsked(asset);
    request(`/api/media/${asset.id}/prepare`, { method: 'POST' }).catch((error: Error) => {
      setAsked(null);
      announce(error.message, 'danger');
    });
  };
  // Whatever is heard about the asset after the question is its answer.
  return { busy: asked === asset, prepareAgain };
}
