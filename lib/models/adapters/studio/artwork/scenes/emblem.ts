import { mix } from '../color';
import type { DrawScene } from '../scene';
import { blur, circle, glow, gradient, round, SIZE } from '../shapes';

const MIDDLE = SIZE / 2;

/** A mark of turned leaves around a centre, as for a logo. */
export const drawEmblem: DrawScene = ({ random, palette, reach }) => {
  const leaves = random.pick([6, 9, 12]);
  const length = Math.min(random.between(230, 290), reach * 0.72);
  const width = random.between(0.32, 0.6) * length;
  const bend = random.between(-0.5, 0.5) * length;
  const colors = [palette.accent, mix(palette.accent, palette.far, 0.5), palette.far];
  const petal = `M0 0C${round(width)} ${round(-length * 0.35)} ${round(width * 0.6 + bend)} ${round(-length * 0.8)} ${round(bend)} ${round(-length)}C${round(bend - width * 0.6)} ${round(-length * 0.8)} ${round(-width)} ${round(-length * 0.35)} 0 0Z`;
  const mark = Array.from(
    { length: leaves },
    (_, index) =>
      `<path d="${petal}" fill="url(#leaf${index % 3})" opacity="0.8" transform="rotate(${round((360 / leaves) * index)})"/>`,
  );
  return {
    defs:
      gradient('paper', [palette.light, mix(palette.light, palette.sky[1], 0.5)]) +
      glow('halo', palette.sky[1], 0.7) +
      blur('shade', 16) +
      colors
        .map((color, index) => gradient(`leaf${index}`, [mix(color, palette.light, 0.35), color]))
        .join(''),
    body:
      `<rect width="${SIZE}" height="${SIZE}" fill="url(#paper)"/>` +
      circle(MIDDLE, MIDDLE - 30, 460, 'fill="url(#halo)"') +
      `<ellipse cx="${MIDDLE}" cy="830" rx="230" ry="22" fill="${palette.near}" opacity="0.22" filter="url(#shade)"/>` +
      `<g transform="translate(${MIDDLE} ${MIDDLE - 40})">${mark.join('')}` +
      circle(0, 0, length * 0.2, `fill="${palette.near}"`) +
      circle(0, 0, length * 0.1, `fill="${palette.light}"`) +
      circle(0, 0, length * 1.18, `fill="none" stroke="${palette.near}" stroke-width="7" opacity="0.85"`) +
      '</g>',
    front: '',
    stage: null,
  };
};
