import { mediaDamaged, mediaProtected, mediaTooLong, nothingToPlay, soundUnplayable } from './errors';
import { judgeArchive } from './judge-archive';
import { DURATION_TOLERANCE_MS, MAX_SVG_BYTES, maxBytesOf, maxDurationMsOf } from './limits';
import { type DetectedType, plainType } from './media-types';
import { askFfmpeg } from './probe/ask-ffmpeg';
import { findSoundBehindTags } from './probe/find-sound-behind-tags';
import { readTracks } from './probe/read-tracks';
import type { TrackFacts } from './probe/track-facts';

/** What is known of a file after all of it was looked at, without decoding it. */
export type Judgement = {
  type: DetectedType;
  durationMs: number | null;
  codec: string | null;
  /** As people see it: rotation applied. Pictures learn theirs when they are prepared. */
  width: number | null;
  height: number | null;
};

/** Names of files by their container, with sound alone and with film. */
const extensions: Record<string, { audio: string; video: string }> = {
  mp4: { audio: 'm4a', video: 'mp4' },
  webm: { audio: 'weba', video: 'webm' },
  ogg: { audio: 'ogg', video: 'ogv' },
  matroska: { audio: 'mka', video: 'mkv' },
  'x-ms-asf': { audio: 'wma', video: 'wmv' },
  '3gpp': { audio: '3gp', video: '3gp' },
  '3gpp2': { audio: '3g2', video: '3g2' },
  quicktime: { audio: 'mov', video: 'mov' },
  mp2t: { audio: 'ts', video: 'ts' },
  'vnd.avi': { audio: 'avi', video: 'avi' },
};

/**
 * Judges a file by all of its bytes, after `type` was told by the first. Its tracks decide between sound and film.
 * Formats that nothing here reads are taken for what they began like. Throws `media.damaged`, `media.nothing_to_play`,
 * `media.protected`, `media.too_long`, and `media.unsupported` for programs in archives and sound that nothing plays.
 */
export async function judge(type: DetectedType, file: string): Promise<Judgement> {
  const { kind } = type;
  if (kind === 'file') return withoutTracks(await judgeArchive(type, file));
  if (kind === 'image') return withoutTracks(type);
  const found = type.contentType === 'audio/mpeg' ? await findSoundBehindTags(type, file) : type;
  const facts = (await readTracks(file, found.contentType)) ?? (await askFfmpeg(file, kind));
  return facts ? judgeTracks(found, facts) : withoutTracks(found);
}

function judgeTracks(type: DetectedType, facts: TrackFacts): Judgement {
  const { film, sound, seconds, obstacle } = facts;
  if (obstacle === 'protection') throw mediaProtected(type.kind);
  const playable = film ?? sound;
  if (!playable) throw unplayable(type, obstacle);
  const kind = film ? 'video' : 'audio';
  const durationMs = seconds ? Math.round(seconds * 1000) : null;
  const maxMs = maxDurationMsOf(kind);
  if (durationMs !== null && maxMs !== null && durationMs > maxMs + DURATION_TOLERANCE_MS)
    throw mediaTooLong(kind, maxMs);
  return {
    type: typeOf(type, kind),
    durationMs,
    codec: playable.codec,
    width: film?.width || null,
    height: film?.height || null,
  };
}

function unplayable({ kind }: DetectedType, obstacle: TrackFacts['obstacle']) {
  if (obstacle === 'damage') return mediaDamaged(kind);
  return obstacle === 'codec' ? soundUnplayable() : nothingToPlay();
}

function typeOf(type: DetectedType, kind: 'audio' | 'video'): DetectedType {
  if (type.kind === kind) return type;
  const [, container = ''] = type.contentType.split('/');
  return plainType(kind, `${kind}/${container}`, extensions[container]?.[kind] ?? type.extension);
}

const withoutTracks = (type: DetectedType): Judgement => ({
  type,
  durationMs: null,
  codec: null,
  width: null,
  height: null,
});

/** The most that a file may hold which began like this; what it is in the end may allow less. */
export function maxBytesWhileReading(type: DetectedType): number {
  if (type.preparation === 'svg') return Math.min(MAX_SVG_BYTES, maxBytesOf('image'));
  // Sound and film share these containers: only the tracks tell them apart.
  const [, container = ''] = type.contentType.split('/');
  return type.kind === 'audio' && container in extensions
    ? Math.max(maxBytesOf('audio'), maxBytesOf('video'))
    : maxBytesOf(type.kind);
}
