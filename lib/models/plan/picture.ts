import type { CatalogueModel } from '../catalogue';
import { type Converters, type Handling, handled, type PlanFile } from './plan-file';
import { mustShrink, type Room, roomFor, SMALL_SIDE } from './room';

export function planPicture(
  { name, input, limits }: CatalogueModel,
  file: PlanFile,
  { vision }: Converters,
  room: Room,
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
  if (room.pictures < 1)
    return handled('image', 'impossible', `${name} takes at most ${countOf(roomFor(limits))} at once.`);
  if (mustShrink(limits, file, room))
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

const countOf = ({ pictures }: Room) => (pictures === 1 ? '1 picture' : `${pictures} pictures`);
