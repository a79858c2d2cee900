import type { CatalogueModel } from '../catalogue';
import { type Converters, type Handling, handled, type Named, type PlanFile } from './plan-file';
import { isRead, isWithin, momentsOf, type Room } from './room';

/** A film is given whole, or as pictures of its moments with what is said in it, or as what of the two there is. */
export function planVideo(
  { name, input, limits }: CatalogueModel,
  file: PlanFile,
  { vision, transcription }: Converters,
  room: Room,
): Handling {
  const isShort = isWithin(file.seconds, limits.video_seconds) && isRead(limits, file);
  const isLight = file.sent.bytes <= room.bytes && isWithin(file.sent.bytes, limits.video_bytes);
  if (input.video && isShort && isLight && !file.isLate)
    return handled('video', 'native', `${name} sees the whole video.`);
  const why = whyNotWhole(name, input.video, file, isShort);
  const seen = file.moments !== 0 ? moments(input.image && momentsOf(file, room) > 0, file, vision) : null;
  const said = file.isSilent ? null : words(file, transcription);
  const parts = [seen?.what, said?.what].filter((part) => part !== undefined);
  if (parts.length === 0)
    return handled('video', 'impossible', `${why}, and nothing that could show or tell it is set up here.`);
  return handled(
    'video',
    'converted',
    `${why}; it is given ${parts.join(' and ')}.`,
    seen?.by ?? said?.by ?? null,
  );
}

function whyNotWhole(name: string, takesVideos: boolean, { isLate }: PlanFile, isShort: boolean): string {
  if (!takesVideos) return `${name} takes no videos`;
  if (isLate) return 'The video was not ready to be given whole';
  return `The video is too ${isShort ? 'large' : 'long'} for ${name}`;
}

type Part = { what: string; by: Named | null };

function moments(sees: boolean, file: PlanFile, vision: Named | null): Part | null {
  if (sees) return { what: 'pictures of its moments with their times', by: null };
  if (file.hasDescription) return { what: 'the description of its moments made before', by: null };
  return vision && { what: `its moments as described by ${vision.name}`, by: vision };
}

function words({ transcript }: PlanFile, transcription: Named | null): Part | null {
  if (transcript === 'there') return { what: 'what is said in it', by: null };
  if (transcript === 'failed') return null;
  return transcription && { what: `what is said, written down by ${transcription.name}`, by: transcription };
}
