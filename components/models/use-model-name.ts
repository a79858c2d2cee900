'use client';

import { useModels } from '@/lib/client';
import { nameOfModel } from './model-name';

/** Tells what people call the model of an id; the id itself when the model is not offered any more. */
export function useModelName(): (modelId: string) => string {
  const { models } = useModels();
  return (modelId) => {
    const model = models.find((candidate) => candidate.id === modelId);
    return model ? nameOfModel(model) : modelId;
  };
}
