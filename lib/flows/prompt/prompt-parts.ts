import type { Asset } from '@/lib/contracts';
import { readForModel, readFramesForModel, readTextForModel, readWholeForModel } from '@/lib/media';
import type { PromptMessage } from '@/lib/models';
import { logger } from '@/lib/platform/logger';
import { cutToRoom } from './estimate-tokens';
import { planFileOf } from './plan-file-of';
import { clockTime, saidIn } from './said-in';
import type { Share } from './share-room';

type Parts = PromptMessage['parts'];

/**
 * What a model is given of an asset: the file itself, a picture, the words of a document by pages, moments of a video;
 * for what it cannot be given, a line that says that it is there. Never throws: what cannot be read is told rather than
 * failing the whole answer.
 */
export async function toPromptParts(ownerId: string, { asset, share, isSmall }: Share): Promise<Parts> {
  const unseen: Parts = [{ type: 'text', text: describeUnseen(asset) }];
  try {
    if (share.bytes > 0) return [await giveWhole(ownerId, asset)];
    if (asset.type === 'file')
      return share.characters > 0
        ? ((await writeDocument(ownerId, asset, share.characters)) ?? unseen)
        : unseen;
    const said = asset.transcript && writeSaid(asset, saidIn(asset.transcript), share.characters);
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

const isCutShort = (asset: Asset, maxCharacters: number) =>
  (planFileOf(asset).textBytes ?? 0) > maxCharacters;

async function writeDocument(ownerId: string, asset: Asset, maxCharacters: number): Promise<Parts | null> {
  const read = await readTextForModel(ownerId, asset.id, maxCharacters);
  if (!read) return null;
  const [only = ''] = read.pages;
  const whole =
    read.pages.length === 1
      ? only
      : read.pages.map((page, index) => `[Page ${index + 1}]\n${page.trim()}`).join('\n\n');
  // What was given room for its last byte is not cut: some write a sign in fewer bytes than it takes of the room.
  const body = read.isCut || isCutShort(asset, maxCharacters) ? cutToRoom(whole, maxCharacters) : whole;
  const end =
    read.isCut || body.length < whole.length ? 'The rest of it was too long to be sent' : 'End of the file';
  return [{ type: 'text', text: enclose(asset, 'What it says', body, end) }];
}

function writeSaid(asset: Asset, said: string, room: number): Parts[number] {
  if (said === '') return { type: 'text', text: `[${describe(asset)}. Nothing is said in it.]` };
  const kept = cutToRoom(said, room);
  const end = kept.length < said.length ? 'The rest of it was too long to be sent' : 'End of what is said';
  return { type: 'text', text: enclose(asset, 'What is said', kept, end) };
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

function describeUnseen(asset: Asset): string {
  return `[${describe(asset)}, ${asset.size_bytes} bytes; its contents were not sent]`;
}

/** Names come from other places, too; brackets are ours. */
export const describe = ({ type, filename, format }: Pick<Asset, 'type' | 'filename' | 'format'>) =>
  `Attached ${type}: ${filename?.replace(/\[/g, '(').replace(/\]/g, ')') ?? format}`;
