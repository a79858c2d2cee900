import { drawLabel } from './label';
import { drawMotif, findMotif } from './motif';
import { choosePalette, type Palette } from './palette';
import { anyScene, findScene, scenes } from './scenes';
import { SeededRandom } from './seeded-random';
import { blur, SIZE } from './shapes';

/**
 * A picture for a prompt, as SVG without any text element. Words choose scene, figure and colours; all else is
 * chance seeded by the prompt, so the same words give the same picture. `palette` replaces the colours.
 */
export function composeArtwork(prompt: string, palette?: Palette): string {
  const random = new SeededRandom(prompt);
  const words = new Set(prompt.toLowerCase().match(/\p{Letter}+/gu) ?? []);
  const colors = palette ?? choosePalette(words, random);
  const motif = findMotif(words);
  const chance = anyScene(random);
  const scene = scenes[findScene(words) ?? motif?.scene ?? chance]({ random, palette: colors });
  const figure = motif ? drawMotif(motif, scene, colors, random) : '';
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}" viewBox="0 0 ${SIZE} ${SIZE}">` +
    `<defs>${scene.defs}${blur('shadow', 9)}</defs>${scene.body}${figure}${motif ? scene.front : ''}${drawLabel(prompt, colors)}</svg>`
  );
}
