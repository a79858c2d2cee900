import type { ModelLimits } from '../catalogue';
import type { Handling, PlanFile } from './plan-file';

/** For a model that does not say how much it reads: what today's models take. */
const DEFAULT_WINDOW = 128_000;
/** Of the window, for the conversation; the rest is for the answer, and for what an estimate misses. */
const SHARE = 0.75;
/** Of that, for the words of files and as much again for pictures; the messages take what these leave. */
const SHARE_OF_FILES = 0.5;

export const windowOf = (contextTokens: number | null | undefined): number => contextTokens ?? DEFAULT_WINDOW;
export const roomIn = (windowTokens: number): number => Math.floor(windowTokens * SHARE);

/** All files of one request together: written as text they grow by a third, and providers take about 20 MB. */
const REQUEST_BYTES = 14 * 1024 * 1024;
/** Letters of documents together; more says little that an answer needs, and is paid for each time. */
const MAX_CHARACTERS = 200_000;
/** Cautious: English has about four to a token, other languages fewer. */
export const CHARACTERS_PER_TOKEN = 3;
/** What a picture of the size that is sent takes, by the providers that charge most. */
export const PICTURE_TOKENS = 1_600;
/** A second of sound and of film, and a page of a PDF where the model does not say: rather too many. */
const SECOND_OF_SOUND_TOKENS = 32;
const SECOND_OF_FILM_TOKENS = 300;
const PAGE_TOKENS = 1_500;
/** Pictures of one video: with their times they tell what happens. */
export const MAX_MOMENTS = 6;
/** A picture of `SMALL_SIDE`, rather too many. */
const SMALL_BYTES = 96 * 1024;
/** Longer side of a picture that is small enough for every model. */
export const SMALL_SIDE = 512;

/** What there is room for in one request beside the messages. */
export type Room = { characters: number; pictures: number; bytes: number };

export function roomFor({ context_tokens: contextTokens, images }: ModelLimits): Room {
  const tokens = Math.floor(roomIn(windowOf(contextTokens)) * SHARE_OF_FILES);
  const seen = Math.max(1, Math.floor(tokens / PICTURE_TOKENS));
  return {
    characters: Math.min(MAX_CHARACTERS, tokens * CHARACTERS_PER_TOKEN),
    pictures: Math.min(seen, images ?? Number.POSITIVE_INFINITY),
    bytes: REQUEST_BYTES,
  };
}

/** Whether a picture is larger, as it would be sent, than a model takes or than there is room for. */
export const mustShrink = (limits: ModelLimits, { sent }: PlanFile, { bytes }: Room): boolean =>
  !isWithin(sent.side, limits.image_pixels) ||
  !isWithin(sent.bytes, limits.image_bytes) ||
  sent.bytes > bytes;

/** What a file takes of the room when it is handled in this way; where there is less, it gets that. */
export function usedBy(
  { input, limits }: { input: { image: boolean }; limits: ModelLimits },
  file: PlanFile,
  way: Handling['way'],
  room: Room,
): Room {
  const none = { characters: 0, pictures: 0, bytes: 0 };
  if (way === 'impossible') return none;
  if (file.kind === 'image') {
    if (way === 'converted' || room.pictures < 1) return none;
    return { ...none, pictures: 1, bytes: mustShrink(limits, file, room) ? SMALL_BYTES : file.sent.bytes };
  }
  if (way === 'native') return { ...none, bytes: file.sent.bytes };
  if (file.kind === 'video') return { ...none, pictures: input.image ? momentsOf(file, room) : 0 };
  return { ...none, characters: Math.min(file.textBytes ?? 0, room.characters) };
}

/** About how many tokens a file is that a model is given whole. */
export function tokensWhole({ file_page_tokens: ofPage = PAGE_TOKENS }: ModelLimits, file: PlanFile): number {
  const { kind, seconds, pages, textBytes } = file;
  if (kind === 'image') return PICTURE_TOKENS;
  if (kind === 'audio') return Math.ceil((seconds ?? 0) * SECOND_OF_SOUND_TOKENS);
  if (kind === 'video') return Math.ceil((seconds ?? 0) * SECOND_OF_FILM_TOKENS);
  return pages === null ? Math.ceil((textBytes ?? 0) / CHARACTERS_PER_TOKEN) : pages * ofPage;
}

/** Whether a model reads a whole file at once. */
export const isRead = (limits: ModelLimits, file: PlanFile): boolean =>
  tokensWhole(limits, file) <= roomIn(windowOf(limits.context_tokens));

/** How many pictures of a film's moments can be given. */
export const momentsOf = ({ moments }: PlanFile, { pictures }: Room): number =>
  Math.min(moments ?? MAX_MOMENTS, MAX_MOMENTS, Math.max(0, pictures));

/** Takes from the room what is used of it. */
export function take(room: Room, used: Room): void {
  room.characters -= used.characters;
  room.pictures -= used.pictures;
  room.bytes = Math.max(0, room.bytes - used.bytes);
}

/** Whether a file is within what a model takes; what neither says is not limited here. */
export const isWithin = (amount: number | null, limit: number | undefined): boolean =>
  amount === null || limit === undefined || amount <= limit;
