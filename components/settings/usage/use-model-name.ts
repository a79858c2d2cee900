'use client';

import { useModels } from '@/lib/client';

/** What people call a model. What one does not talk with is not among those known here; its id says enough. */
export function useModelName(): (id: string) => string {
  const { models } = useModels();
  return (id) => models.find((model) => model.id === id)?.name ?? id.replace(/^[^/]+\//, '');
}
