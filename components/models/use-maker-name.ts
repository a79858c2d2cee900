'use client';

import type { Asset } from '@/lib/contracts';
import { useModelName } from './use-model-name';

/** Tells who made something, by the name it had then: those that draw or film are no models that one talks with. */
export function useMakerName(): (generation: NonNullable<Asset['generation']>) => string {
  const nameOf = useModelName();
  return ({ model, model_name: name }) => name ?? nameOf(model);
}
