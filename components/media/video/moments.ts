import type { Asset } from '@/lib/contracts';

/** A picture of a moment of a film. */
export type Moment = { timeMs: number; url: string; ratio: number };

/** The pictures made of a film, in order of time. */
export function momentsOf(asset: Asset): Moment[] {
  const own = asset.width && asset.height ? asset.width / asset.height : 16 / 9;
  return asset.variants
    .flatMap(({ name, url, at_ms, width, height }) =>
      name.startsWith('keyframe_') && at_ms !== null
        ? [{ timeMs: at_ms, url, ratio: width && height ? width / height : own }]
        : [],
    )
    .sort((a, b) => a.timeMs - b.timeMs);
}
