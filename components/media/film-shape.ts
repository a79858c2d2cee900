import type { Asset } from '@/lib/contracts';

const MAX_WIDTH_PX = 480;
/** An upright film stays lower than a phone's screen, with room for what belongs to it. */
const MAX_HEIGHT_PX = 420;

/** The frame of a film: its width to its height, and how wide it gets. Known before anything of it is loaded. */
export function filmShape({ width, height }: Pick<Asset, 'width' | 'height'>): {
  ratio: number;
  maxWidthPx: number;
} {
  const ratio = width && height ? Math.min(2.4, Math.max(0.5625, width / height)) : 16 / 9;
  return { ratio, maxWidthPx: Math.round(Math.min(MAX_WIDTH_PX, MAX_HEIGHT_PX * ratio)) };
}
