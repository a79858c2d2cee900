import type { AspectRatio } from '../../../ports';
import type { Scene } from './scene';
import { SIZE } from './shapes';

/** The part of the square scene that a picture shows. */
export type Frame = { x: number; y: number; width: number; height: number };

const ratios: Record<AspectRatio, number> = {
  '1:1': 1,
  '4:3': 4 / 3,
  '3:4': 3 / 4,
  '16:9': 16 / 9,
  '9:16': 9 / 16,
};

export const SQUARE: Frame = { x: 0, y: 0, width: SIZE, height: SIZE };
/** Below the feet of a figure. */
const GROUND = 56;
/** Where scenes without a figure have their middle. */
const MIDDLE = 472;

/** The size of a frame of this shape: as much of the scene as fits. */
export function frameSize(aspectRatio: AspectRatio): { width: number; height: number } {
  const ratio = ratios[aspectRatio];
  return ratio >= 1 ? { width: SIZE, height: SIZE / ratio } : { width: SIZE * ratio, height: SIZE };
}

/** A frame around what the scene is about. */
export function frameScene(aspectRatio: AspectRatio, { stage }: Scene): Frame {
  const { width, height } = frameSize(aspectRatio);
  const y = stage ? stage.y + GROUND - height : MIDDLE - height / 2;
  return { x: (SIZE - width) / 2, y: Math.max(0, Math.min(SIZE - height, y)), width, height };
}
