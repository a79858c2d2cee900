import type { FileBytes } from './file-bytes';
import { nothingPlayable, type TrackFacts } from './track-facts';

/** The headers lie at the beginning; the film behind them is not looked at. */
const HEAD_BYTES = 64 * 1024;
const MAIN_HEADER_BYTES = 40;

/** AVI: its main header and the kinds of its streams. */
export async function readAvi(file: FileBytes): Promise<TrackFacts> {
  const head = await file.read(0, HEAD_BYTES);
  const main = head.indexOf('avih') + 8;
  if (main < 8 || main + MAIN_HEADER_BYTES > head.length) return nothingPlayable;
  const kinds = [...head.toString('latin1').matchAll(/strh....(vids|auds)(....)/gs)];
  const film = kinds.find(([, kind]) => kind === 'vids');
  const sound = kinds.some(([, kind]) => kind === 'auds');
  const seconds = (head.readUInt32LE(main) * head.readUInt32LE(main + 16)) / 1e6;
  return {
    ...nothingPlayable,
    film: film
      ? {
          codec: (film[2] ?? '').toLowerCase().replace(/[^a-z0-9]/g, '') || null,
          width: head.readUInt32LE(main + 32),
          height: head.readUInt32LE(main + 36),
        }
      : null,
    sound: sound ? { codec: null } : null,
    seconds: seconds > 0 ? seconds : null,
  };
}
