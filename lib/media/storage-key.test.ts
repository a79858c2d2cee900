import { expect, it } from 'vitest';
import { assetIdOfKey, makeStorageKey, requireStorageKey, timeOfKey } from './storage-key';

const assetId = '0195c2a0-1111-7222-8333-444455556666';
const parts = { kind: 'image', source: 'upload', at: new Date('2026-02-03T04:05:06.007Z'), assetId } as const;

it('builds keys from kind, source, time and id', () => {
  expect(makeStorageKey({ ...parts, extension: 'jpg' })).toBe(
    `media/image/unfiled/upload/20260203040506007_${assetId}.jpg`,
  );
  expect(makeStorageKey({ ...parts, extension: 'webp', variant: 'thumbnail' })).toBe(
    `media/image/unfiled/upload/20260203040506007_${assetId}.thumbnail.webp`,
  );
});

it('files what belongs to a conversation under it', () => {
  const conversationId = '0195C2A0-9999-7222-8333-444455556666';
  expect(
    makeStorageKey({ ...parts, kind: 'video', source: 'generated', conversationId, extension: 'mp4' }),
  ).toBe(`media/video/0195c2a0-9999-7222-8333-444455556666/generated/20260203040506007_${assetId}.mp4`);
  expect(() => makeStorageKey({ ...parts, conversationId: '../x', extension: 'mp4' })).toThrow('Not');
});

it('tells from a key when its bytes were stored', () => {
  for (const variant of [undefined, 'poster-1a2b3c4d']) {
    expect(timeOfKey(makeStorageKey({ ...parts, extension: 'png', variant }))).toEqual(parts.at);
  }
  for (const key of ['media/probe/x', `media/image/unfiled/upload/99999999999999999_${assetId}.png`]) {
    expect(timeOfKey(key)).toBeNull();
  }
});

it('finds the asset of every key it builds, and of no other', () => {
  for (const variant of [undefined, 'thumbnail', 'model_input']) {
    expect(assetIdOfKey(makeStorageKey({ ...parts, extension: 'png', variant }))).toBe(assetId);
  }
  for (const key of ['media/probe/x', `media/image/${assetId}.png`, `media/a/20260203_${assetId}.png`]) {
    expect(assetIdOfKey(key)).toBeNull();
  }
});

it.each([{ extension: '../x' }, { extension: 'PNG' }, { extension: 'a/b' }, { variant: 'a/../../b' }])(
  'never lets %j break out of its place',
  (part) => {
    expect(() => makeStorageKey({ ...parts, ...Object.assign({ extension: 'png' }, part) })).toThrow('Not');
  },
);

it.each(['media/..', 'media/a..b', 'media/a.', 'media/.a'])('does not take %s for a key', (key) => {
  expect(() => requireStorageKey(key)).toThrow('Not a storage key');
});
