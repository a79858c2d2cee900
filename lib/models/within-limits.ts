import { AppError } from '@/lib/kernel';
import type { CatalogueModel, ModelLimits } from './catalogue';
import type { Offer } from './configured-models';
import { isWithin } from './plan/room';

/** How large an order is. */
export type OrderSize = {
  /** Of a prompt, or of a text to be spoken. */
  characters?: number;
  /** Of a recording. */
  durationSeconds?: number;
  soundBytes?: number;
  /** Of each picture that is given. */
  pictureBytes?: number[];
};

/**
 * Those of a chain who take an order of this size. Where somebody was asked for by name, or nobody takes it, throws
 * `models.too_much` with what the first one takes at most.
 */
export function withinLimits(chain: Offer[], size: OrderSize, isNamed: boolean): Offer[] {
  const able = chain.filter(({ model }) => mostOf(model.limits, size) === null);
  const [first] = chain;
  const isAble = first !== undefined && able[0] === first;
  if (first && !isAble && (isNamed || able.length === 0)) throw tooMuch(first.model, size);
  return able;
}

/** The first limit that an order is beyond, in words. */
function mostOf(limits: ModelLimits, size: OrderSize): string | null {
  const { characters = 0, durationSeconds = 0, soundBytes = 0, pictureBytes = [] } = size;
  if (!isWithin(characters, limits.prompt_characters))
    return `${limits.prompt_characters?.toLocaleString('en')} characters`;
  if (!isWithin(pictureBytes.length, limits.images))
    return limits.images === 1 ? '1 picture' : `${limits.images} pictures`;
  if (!isWithin(Math.max(0, ...pictureBytes), limits.image_bytes))
    return `${megabytes(limits.image_bytes)} of a picture`;
  if (!isWithin(durationSeconds, limits.audio_seconds))
    return `${Math.floor((limits.audio_seconds ?? 0) / 60)} minutes of a recording`;
  if (!isWithin(soundBytes, limits.audio_bytes)) return `${megabytes(limits.audio_bytes)} of a recording`;
  return null;
}

const megabytes = (bytes = 0) => `${Math.floor(bytes / 1_000_000)} MB`;

const tooMuch = ({ name, limits }: CatalogueModel, size: OrderSize) =>
  new AppError({
    code: 'models.too_much',
    kind: 'too_large',
    publicMessage: `${name} takes at most ${mostOf(limits, size)}. Give it less, or choose another model.`,
  });
