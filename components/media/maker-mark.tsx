'use client';

import { Sparkles } from 'lucide-react';
import type { Asset } from '@/lib/contracts';
import { useMakerName } from '../models/use-maker-name';

/** A discreet sign that a model made this; its name on hover. */
export function MakerMark({ asset }: { asset: Asset }) {
  const nameOf = useMakerName();
  if (!asset.generation) return null;
  const words = `Made by ${nameOf(asset.generation)}`;
  return (
    <span data-tooltip={words} className="grid size-5 shrink-0 place-items-center text-faint">
      <Sparkles className="size-3.5" />
      <span className="sr-only">{words}</span>
    </span>
  );
}
