import { expect, it } from 'vitest';
import { assetIdOfKey, makeStorageKey, requireStorageKey } from './storage-key';

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
