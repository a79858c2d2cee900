import type { CatalogueModel } from '../catalogue';
import { type Converters, type Handling, handled, type PlanFile } from './plan-file';
import { isRead, isWithin, type Room } from './room';

export function planSound(
  { name, input, limits }: CatalogueModel,
  file: PlanFile,
  { transcription }: Converters,
  room: Room,
): Handling {
  const isShort = isWithin(file.seconds, limits.audio_seconds) && isRead(limits, file);
  const isLight = file.sent.bytes <= room.bytes && isWithin(file.sent.bytes, limits.audio_bytes);
  if (input.audio && isShort && isLight) return handled('audio', 'native', `${name} hears the recording.`);
  const why = input.audio
    ? `The recording is too ${isShort ? 'large' : 'long'} for ${name}`
    : `${name} cannot hear`;
  if (file.transcript === 'there')
    return handled('audio', 'converted', `${why}; it is given what was written down.`);
  if (file.transcript === 'failed')
    return handled('audio', 'impossible', `${why}, and the recording could not be written down.`);
  if (transcription)
    return handled(
      'audio',
      'converted',
      `${why}; the recording will be written down by ${transcription.name}.`,
      transcription,
    );
  return handled('audio', 'impossible', `${why}, and nothing that writes down speech is set up here.`);
}
