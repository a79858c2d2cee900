import type { Model } from '@/lib/contracts';
import { AppError } from '@/lib/kernel';
import { mediaResponsesOff } from '@/lib/media';
import { chooseModel } from '@/lib/models';
import { canOnlyDrawInVain } from './draws-only';

/**
 * The model for a request that names one, or for a conversation that remembers one. A name given now must
 * exist; a remembered one that is no longer configured gives way to the default. Throws `models.unknown_model`, and
 * `media.responses_off` for a model that only draws while nothing drawn is kept.
 */
export async function resolveModel(wanted: {
  asked: string | undefined;
  remembered: string | null;
}): Promise<Model> {
  const model = await findWanted(wanted);
  if (canOnlyDrawInVain(model)) throw mediaResponsesOff();
  return model;
}

async function findWanted(wanted: { asked: string | undefined; remembered: string | null }): Promise<Model> {
  if (wanted.asked !== undefined) {
    const choice = await chooseModel(wanted.asked);
    if (choice.status === 'chosen') return choice.model;
    throw unknownModel();
  }
  const remembered = wanted.remembered === null ? null : await chooseModel(wanted.remembered);
  if (remembered?.status === 'chosen') return remembered.model;
  const fallback = await chooseModel(null);
  if (fallback.status === 'chosen') return fallback.model;
  throw unknownModel();
}

export const unknownModel = () =>
  new AppError({
    code: 'models.unknown_model',
    kind: 'invalid',
    publicMessage: 'This model is not available here. Choose another one.',
  });
