import { expect, it } from 'vitest';
import type { Asset, Variant } from '@/lib/contracts';
import { momentsOf } from './moments';

const variant = (name: string, at_ms: number | null, size?: [number, number]): Variant => ({
  name,
  url: `/media/1/${name}`,
  content_type: 'image/webp',
  size_bytes: 1,
  width: size?.[0] ?? null,
  height: size?.[1] ?? null,
  at_ms,
});

it('takes the pictures with a time, in order, in the shape of the film when theirs is unknown', () => {
  const asset = {
    width: 1080,
    height: 1920,
    variants: [
      variant('keyframe_02', 5_000, [320, 180]),
      variant('poster', 0),
      variant('keyframe_01', 0),
      variant('keyframe_03', null),
    ],
  } as Asset;
  expect(momentsOf(asset)).toEqual([
    { timeMs: 0, url: '/media/1/keyframe_01', ratio: 0.5625 },
    { timeMs: 5_000, url: '/media/1/keyframe_02', ratio: 320 / 180 },
  ]);
});
