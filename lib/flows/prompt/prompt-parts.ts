import type { Asset, PlanStep, Transcript } from '@/lib/contracts';
import { readForModel, readFramesForModel, readTextForModel, readWholeForModel } from '@/lib/media';
import type { PromptMessage } from '@/lib/models';
import { logger } from '@/lib/platform/logger';

type Parts = PromptMessage['parts'];

/** What there is room for in a prompt, or what one asset gets of it. */
export type PromptRoom = {
  characters: number;
  pictures: number;
  /** Of recordings, films and documents that are given as they are. */
  bytes: number;
};

/** Pictures of one video: with their times they tell what happens. */
export const MAX_FRAMES = 6;

/** Takes from the room what an asset can use of it. */
export function allotRoom(asset: Asset, way: PlanStep['way'], room: PromptRoom): PromptRoom {
  const share = { characters: 0, pictures: 0, bytes: 0 };
  if (asset.status !== 'ready' && !(asset.status === 'processing' && asset.type === 'video')) return share;
  if (way === 'native' && asset.type !== 'image' && asset.size_bytes <= room.bytes)
    share.bytes = asset.size_bytes;
  else allotParts(asset, way, room, share);
  room.characters -= share.characters;
  room.pictures -= share.pictures;
  room.bytes -= share.bytes;
  return share;
}

function allotParts(asset: Asset, way: PlanStep['way'], room: PromptRoom, share: PromptRoom): void {
  const frames = asset.variants.filter(({ name }) => name.startsWith('keyframe_')).length;
  const isPlain = /^(text\/|application\/json$)/.test(asset.content_type);
  const text = asset.variants.find(({ name }) => name === 'text') ?? (isPlain ? asset : null);
  if (asset.type === 'image' && (way === 'native' || way === 'reduced'))
    share.pictures = Math.min(1, room.pictures);
  if (asset.type === 'video') share.pictures = Math.min(frames, MAX_FRAMES, room.pictures);
  const described = share.pictures === 0 ? (asset.description?.length ?? 0) : 0;
  const said = asset.transcript ? lengthOf(asset.transcript) : 0;
  // A letter takes a byte or more.
  const written = asset.type === 'file' && text ? text.size_bytes : 0;
  share.characters = Math.min(described + said + written, room.characters);
}

/**
 * What a model is given of an asset: the file itself, a picture, the words of a document by pages, moments of a video;
 * for what it cannot be given, a line that says that it is there. Never throws: what cannot be read is told rather than
 * failing the whole answer.
 */
export async function toPromptParts(
  ownerId: string,
  asset: Asset,
  { share, isSmall }: { share: PromptRoom; isSmall: boolean },
): Promise<Parts> {
  const unseen: Parts = [{ type: 'text', text: describeUnseen(asset) }];
  try {
    if (share.bytes > 0) return [await giveWhole(ownerId, asset)];
    if (asset.type === 'file')
      return share.characters > 0
        ? ((await writeDocument(ownerId, asset, share.characters)) ?? unseen)
        : unseen;
    const said = asset.transcript && writeSaid(asset, asset.transcript, share.characters);
    if (share.pictures === 0) {
      const seen = asset.description && share.characters > 0 ? [writeDescription(asset)] : [];
      const told = [...seen, ...(said ? [said] : [])];
      return told.length > 0 ? told : unseen;
    }
    if (asset.type === 'video') return await showMoments(ownerId, asset, share.pictures, said);
    return [{ type: 'image', ...(await readForModel(ownerId, asset.id, { small: isSmall })) }];
  } catch (error) {
    logger.warn('file not readable for the model', { assetId: asset.id, error });
    return unseen;
  }
}

async function giveWhole(ownerId: string, asset: Asset): Promise<Parts[number]> {
  const whole = await readWholeForModel(ownerId, asset.id);
  return { type: 'file', ...whole, ...(asset.filename && { filename: asset.filename }) };
}

async function showMoments(
  ownerId: string,
  asset: Asset,
  count: number,
  said: Parts[number] | null,
): Promise<Parts> {
  const frames = await readFramesForModel(ownerId, asset.id, count);
  return [
    {
      type: 'text',
      text: `[${describe(asset)}. Pictures of its moments follow${said ? ', then what is said' : '; its sound was not sent'}.]`,
    },
    ...frames.flatMap(
      ({ atMs, mediaType, bytes }): Parts => [
        { type: 'text', text: `[At ${clockTime(atMs)}]` },
        { type: 'image', mediaType, bytes },
      ],
    ),
    ...(said ? [said] : []),
  ];
}

async function writeDocument(ownerId: string, asset: Asset, maxCharacters: number): Promise<Parts | null> {
  const read = await readTextForModel(ownerId, asset.id, maxCharacters);
  if (!read) return null;
  const [only = ''] = read.pages;
  const body =
    read.pages.length === 1
      ? only
      : read.pages.map((page, index) => `[Page ${index + 1}]\n${page.trim()}`).join('\n\n');
  const end = read.isCut ? 'The rest of it was too long to be sent' : 'End of the file';
  return [{ type: 'text', text: enclose(asset, 'What it says', body, end) }];
}

/** What is said, with the time of each line where that is known. */
function writeSaid(asset: Asset, { text, segments }: Transcript, maxCharacters: number): Parts[number] {
  const lines = segments.map((line) => `[${clockTime(line.start_ms)}] ${line.text}`);
  const whole = lines.length > 0 ? lines.join('\n') : text;
  if (whole === '') return { type: 'text', text: `[${describe(asset)}. Nothing is said in it.]` };
  const end = whole.length > maxCharacters ? 'The rest of it was too long to be sent' : 'End of what is said';
  return { type: 'text', text: enclose(asset, 'What is said', whole.slice(0, maxCharacters), end) };
}

/** What another model saw: it may have read words in the picture that somebody wrote to be obeyed. */
function writeDescription(asset: Asset): Parts[number] {
  const words = asset.description ?? '';
  return { type: 'text', text: enclose(asset, 'What is seen', words, 'End of what is seen') };
}

/**
 * Words of a file between two marks. Whoever wrote them may have written what looks like the end of the file, and then
 * words as of the person; they could not know the asset's id, of which both marks carry the random end.
 */
function enclose(asset: Asset, what: string, words: string, end: string): string {
  const mark = asset.id.slice(-MARK_LENGTH);
  return `[${describe(asset)}. ${what}, up to the mark ${mark}:]\n${words}\n[${end}. Mark ${mark}]`;
}

const MARK_LENGTH = 12;

/** With room for the time before each line. */
const lengthOf = ({ text, segments }: Transcript) => text.length + segments.length * 12 + 1;

function describeUnseen(asset: Asset): string {
  return `[${describe(asset)}, ${asset.size_bytes} bytes; its contents were not sent]`;
}

/** Names come from other places, too; brackets are ours. */
export const describe = ({ type, filename, format }: Pick<Asset, 'type' | 'filename' | 'format'>) =>
  `Attached ${type}: ${filename?.replace(/\[/g, '(').replace(/\]/g, ')') ?? format}`;

export function clockTime(atMs: number): string {
  const seconds = Math.floor(atMs / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
