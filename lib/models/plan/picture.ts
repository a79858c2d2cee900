import type { CatalogueModel } from '../catalogue';
import { type Converters, type Handling, handled, isWithin, type PlanFile } from './plan-file';

/** Longer side of a picture that is small enough for every model. */
export const SMALL_SIDE = 512;

export function planPicture(
  { name, input, limits }: CatalogueModel,
  file: PlanFile,
  { vision }: Converters,
  place: number,
): Handling {
  if (!input.image) {
    if (file.hasDescription)
      return handled('image', 'converted', `${name} cannot see; it is given the description made before.`);
    if (vision)
      return handled(
        'image',
        'converted',
        `${name} cannot see; the picture will be described by ${vision.name}.`,
        vision,
      );
    return handled(
      'image',
      'impossible',
      `${name} cannot see, and nothing that describes pictures is set up here.`,
    );
  }
  if (!isWithin(place, limits.images))
    return handled('image', 'impossible', `${name} takes at most ${limits.images} pictures at once.`);
  if (mustShrink(limits, file))
    return handled(
      'image',
      'reduced',
      `The picture is made smaller for ${name}: ${SMALL_SIDE} pixels along its longer side.`,
    );
  if (file.side !== null && file.sent.side !== null && file.sent.side < file.side)
    return handled(
      'image',
      'reduced',
      `${name} sees the picture at ${file.sent.side} pixels along its longer side.`,
    );
  return handled('image', 'native', `${name} sees the picture.`);
}

/** Whether a picture is larger, as it would be sent, than a model takes. */
export const mustShrink = (limits: CatalogueModel['limits'], { sent }: PlanFile): boolean =>
  !isWithin(sent.side, limits.image_pixels) || !isWithin(sent.bytes, limits.image_bytes);
