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

it('never lets a part break out of its place', () => {
  for (const part of [
    { extension: '../x' },
    { extension: 'PNG' },
    { extension: 'png', variant: 'a/../../b' },
  ]) {
    const make = () => makeStorageKey({ extension: 'png', ...parts, ...part });
    if (part.variant === undefined) expect(make).toThrow('Not a storage key');
    else expect(make).toThrow();
  }
  expect(() => requireStorageKey('media/..')).toThrow();
});
