import { type ContainerTrack, readContainer } from '../adapters/inspector/read-container';
import { readAdts } from './adts';
import { readAiff } from './aiff';
import { readAsf } from './asf';
import { readAvi } from './avi';
import { findObstacle, shortCodec } from './codecs';
import { FileBytes } from './file-bytes';
import { readMpegAudio } from './mpeg-audio';
import { readOgg } from './ogg';
import { type TrackFacts, unreadable } from './track-facts';
import { readWave } from './wave';

const readers: Record<string, (file: FileBytes) => Promise<TrackFacts>> = {
  'audio/mpeg': readMpegAudio,
  'audio/aac': readAdts,
  'audio/ogg': readOgg,
  'video/ogg': readOgg,
  'audio/wav': readWave,
  'audio/aiff': readAiff,
  'audio/x-ms-asf': readAsf,
  'video/x-ms-asf': readAsf,
  'video/vnd.avi': readAvi,
};
const containers = new Set([
  'audio/mp4',
  'audio/webm',
  'audio/flac',
  'audio/matroska',
  'video/mp4',
  'video/quicktime',
  'video/3gpp',
  'video/3gpp2',
  'video/webm',
  'video/matroska',
  'video/mp2t',
]);

/** Pictures that a film player shows one after the other, and that a recording has on its cover. */
const stillCodecs = new Set(['mp4v', 'jpeg', 'mjpa', 'mjpb', 'png ', 'V_MJPEG']);

/**
 * What can be played in a file, from its headers and tables: nothing is decoded. Null for formats that nothing here
 * reads; a file of the others that cannot be read has the obstacle `damage`.
 */
export async function readTracks(file: string, contentType: string): Promise<TrackFacts | null> {
  const reader = readers[contentType];
  if (reader) return FileBytes.with(file, reader);
  if (!containers.has(contentType)) return null;
  // Films from before QuickTime named itself begin with any box.
  const startsAtBox = contentType === 'video/quicktime' && !(await namesItsBrand(file));
  const found = await readContainer(file, startsAtBox).catch(() => null);
  if (!found) return unreadable;
  const facts = gather(found.tracks);
  return contentType === 'video/mp2t' ? withUnknownFilm(facts) : facts;
}

/** Of broadcast streams the reader lists only the film it knows, and MPEG-2 is not among it. */
const withUnknownFilm = (facts: TrackFacts): TrackFacts => ({
  ...facts,
  film: facts.film ?? { codec: null, width: null, height: null },
});

function gather(tracks: ContainerTrack[]): TrackFacts {
  const usable = tracks.filter((track) => track.hasSamples && findObstacle(track) === null);
  const sound = usable.find(({ kind }) => kind === 'audio');
  const film = usable.find((track) => track.kind === 'video' && !(sound && isCover(track)));
  const played = usable.filter((track) => track === sound || track === film);
  return {
    film: film ? { codec: shortCodec(film.codec), width: film.width, height: film.height } : null,
    sound: sound ? { codec: shortCodec(sound.codec) } : null,
    seconds: played.length > 0 ? lengthOf(played) : null,
    obstacle: tracks.map(findObstacle).find((obstacle) => obstacle !== null) ?? null,
  };
}

/** From the first sample to the end of the last: what was cut out of a longer stream keeps its times. */
function lengthOf(tracks: ContainerTrack[]): number {
  const start = Math.min(...tracks.map((track) => track.startSeconds));
  return Math.max(0, ...tracks.map((track) => track.endSeconds ?? 0)) - Math.max(0, start);
}

const isCover = ({ isSingle, codec }: ContainerTrack) => isSingle && stillCodecs.has(codec ?? '');

async function namesItsBrand(file: string): Promise<boolean> {
  return FileBytes.with(file, async (bytes) => (await bytes.read(4, 4)).toString('latin1') === 'ftyp');
}
