import type { ModelList } from '@/lib/contracts';
import { listModels as listConfigured } from '@/lib/models';
import { canOnlyDrawInVain } from './draws-only';

/** The models of this installation; the built-in engine is always among them. */
export async function listModels(): Promise<ModelList> {
  const models = (await listConfigured()).filter((model) => !canOnlyDrawInVain(model));
  const chosen = models.find((model) => model.is_default) ?? models[0];
  if (!chosen) throw new Error('The built-in engine is always listed.');
  return { models, default_model: chosen.id };
}
