import type { AspectRatio } from '../../../ports';
import { frameScene, frameSize } from './frame';
import { drawLabel } from './label';
import { drawMotif, findMotif } from './motif';
import { choosePalette, type Palette } from './palette';
import { anyScene, findScene, scenes } from './scenes';
import { SeededRandom } from './seeded-random';
import { blur } from './shapes';

export type ArtworkForm = {
  /** Instead of the colours that the prompt speaks of. */
  palette?: Palette;
  aspectRatio?: AspectRatio;
  /** Another picture for the same words. */
  seed?: string;
  /** Only where whoever shows the picture says who made it. */
  isUnlabelled?: boolean;
};

/**
 * A picture for a prompt, as SVG without any text element. Words choose scene, figure and colours; all else is
 * chance seeded by the prompt, so the same words give the same picture.
 */
export function composeArtwork(prompt: string, form: ArtworkForm = {}): string {
  const { aspectRatio = '1:1', seed } = form;
  const random = new SeededRandom(seed === undefined ? prompt : `${prompt}\n${seed}`);
  const words = new Set(prompt.toLowerCase().match(/\p{Letter}+/gu) ?? []);
  const colors = form.palette ?? choosePalette(words, random);
  const motif = findMotif(words);
  const chance = anyScene(random);
  const size = frameSize(aspectRatio);
  const reach = Math.min(size.width, size.height) / 2;
  const scene = scenes[findScene(words) ?? motif?.scene ?? chance]({ random, palette: colors, reach });
  const figure = motif ? drawMotif(motif, scene, colors, random) : '';
  const frame = frameScene(aspectRatio, scene);
  const label = form.isUnlabelled ? '' : drawLabel(prompt, colors, frame);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${frame.width}" height="${frame.height}" viewBox="${frame.x} ${frame.y} ${frame.width} ${frame.height}">` +
    `<defs>${scene.defs}${blur('shadow', 9)}</defs>${scene.body}${figure}${motif ? scene.front : ''}${label}</svg>`
  );
}
