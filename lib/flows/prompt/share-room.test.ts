import { describe, expect, it } from 'vitest';
import type { Asset } from '@/lib/contracts';
import type { BranchMessage } from '@/lib/conversation';
import type { CatalogueModel } from '@/lib/models';
import { someAsset, someVariant } from '@/tests/support/some-asset';
import { planOf } from './plan-of';
import { shareRoom } from './share-room';

const model = (limits: CatalogueModel['limits'] = {}) =>
  ({
    name: 'All',
    input: { text: true, image: true, audio: true, video: true, file: true },
    limits,
  }) as CatalogueModel;
const message = (id: string, assets: Asset[]): BranchMessage => ({
  ...{ id, content: 'Look.', status: 'complete', sender_type: 'user' },
  asset_ids: assets.map((asset) => asset.id),
});

/** What the files of some messages get, in the order of the files; the last message is to be answered. */
function sharesOf(of: CatalogueModel, ...messages: Asset[][]) {
  const attached = messages.at(-1) ?? [];
  const assets = messages.flat();
  const shares = shareRoom({
    ...{ model: of, assets, kept: messages.map((files, index) => message(`m${index}`, files)) },
    plan: planOf(of, attached, { vision: null, transcription: null }, { isNow: true }),
  });
  return assets.map(({ id }) => shares.find(({ asset }) => asset.id === id));
}
const note = (bytes: number) => someAsset('file', { content_type: 'text/plain', size_bytes: bytes });
const photo = (bytes: number) => someAsset('image', { size_bytes: bytes, width: 800, height: 600 });

describe('a film that is given whole', () => {
  it('goes by the size of what is sent of it, not of what was uploaded', () => {
    const playable = someVariant('playable', { size_bytes: 5_000_000 });
    const [film] = sharesOf(model(), [someAsset('video', { size_bytes: 60_000_000, variants: [playable] })]);
    expect(film?.share.bytes).toBe(5_000_000);
  });

  it('gives way to pictures of its moments while it is not ready', () => {
    const variants = [someVariant('keyframe_01'), someVariant('keyframe_02'), someVariant('audio')];
    const [film] = sharesOf(model(), [someAsset('video', { status: 'processing', variants })]);
    expect(film?.share).toEqual({ bytes: 0, pictures: 2, characters: 0 });
  });
});

describe('a document that is given whole', () => {
  it('is as many tokens as its pages are for this model', () => {
    const pages = { content_type: 'application/pdf', page_count: 10 };
    const [paper] = sharesOf(model({ file_page_tokens: 2_000 }), [someAsset('file', pages)]);
    expect(paper).toMatchObject({ wholeTokens: 20_000, share: { characters: 0 } });
  });
});

describe('files', () => {
  it('take no more together than goes into one request: the last pictures are made smaller', () => {
    const small = sharesOf(model(), [photo(4_900_000), photo(4_900_000), photo(4_900_000)]);
    expect(small.map((share) => share?.isSmall)).toEqual([false, false, true]);
  });

  it('of the newest message come first', () => {
    const [older, newer] = sharesOf(model({ context_tokens: 8_000 }), [note(8_000)], [note(7_000)]);
    expect(newer?.share.characters).toBe(7_000);
    expect(older?.share.characters).toBe(2_000);
  });

  it('of earlier messages are given as the room that is left allows', () => {
    const sound = (bytes: number) => someAsset('audio', { size_bytes: bytes });
    const [older, newer] = sharesOf(model(), [sound(9_000_000)], [sound(9_000_000)]);
    expect([older?.share.bytes, newer?.share.bytes]).toEqual([0, 9_000_000]);
  });
});
