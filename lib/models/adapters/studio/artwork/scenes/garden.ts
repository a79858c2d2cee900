import { mix } from '../color';
import type { DrawScene, SceneInput } from '../scene';
import { blur, circle, glow, gradient, groundBelow, ridge, round, SIZE } from '../shapes';

/** A meadow of large flowers in front of spots of light. */
export const drawGarden: DrawScene = (input) => {
  const { random, palette } = input;
  const meadow = ridge(random, { y: 760, amplitude: 30, sharpness: 0 });
  const ground = mix(palette.far, '#5f8f5a', 0.55);
  const flowers = Array.from({ length: 17 }, () => ({
    x: random.between(30, SIZE - 30),
    y: random.between(330, 790),
    radius: random.between(30, 84),
  })).sort((left, right) => left.radius - right.radius);
  return {
    defs:
      gradient('sky', palette.sky) +
      glow('light', palette.sun, 0.8) +
      blur('far', 13) +
      gradient('meadow', [ground, mix(ground, palette.near, 0.55)]),
    body:
      `<rect width="${SIZE}" height="${SIZE}" fill="url(#sky)"/>` +
      drawSpots(input) +
      `<path d="${groundBelow(meadow)}" fill="url(#meadow)"/>` +
      flowers.map((flower) => drawFlower(input, flower)).join(''),
    front: '',
    stage: null,
  };
};

function drawSpots({ random, palette }: SceneInput): string {
  const spots = Array.from({ length: 34 }, () => {
    const color = random.pick([palette.light, palette.accent, palette.sky[0], palette.far]);
    const opacity = round(random.between(0.12, 0.4) * 10) / 10;
    return circle(
      random.between(0, SIZE),
      random.between(0, 800),
      random.between(14, 84),
      `fill="${color}" opacity="${opacity}"`,
    );
  });
  return `<g filter="url(#far)">${spots.join('')}</g>`;
}

type Flower = { x: number; y: number; radius: number };

function drawFlower({ random, palette }: SceneInput, { x, y, radius }: Flower): string {
  const color = random.pick([
    palette.accent,
    mix(palette.accent, palette.light, 0.55),
    mix(palette.accent, palette.sky[0], 0.5),
    palette.light,
  ]);
  const stem = mix(palette.near, '#3f7a4c', 0.55);
  const bend = random.between(-50, 50);
  const petals = random.whole(6, 11);
  const width = radius * random.between(0.34, 0.46);
  const turn = random.between(0, 60);
  const ring = (scale: number, fill: string, offset: number) =>
    Array.from(
      { length: petals },
      (_, index) =>
        `<ellipse cx="0" cy="${round(-radius * 0.6 * scale)}" rx="${round(width * scale)}" ry="${round(radius * 0.56 * scale)}" fill="${fill}" transform="rotate(${round((360 / petals) * index + turn + offset)})"/>`,
    ).join('');
  return (
    `<path d="M${round(x)} ${round(y)}Q${round(x + bend)} ${round((y + SIZE) / 2)} ${round(x + bend * 0.4)} ${SIZE + 10}" fill="none" stroke="${stem}" stroke-width="${round(3 + radius * 0.07)}"/>` +
    `<g transform="translate(${round(x)} ${round(y)})">` +
    ring(1.12, mix(color, palette.near, 0.16), 180 / petals) +
    ring(1, color, 0) +
    circle(0, 0, radius * 0.27, `fill="${mix(palette.sun, '#f2b632', 0.65)}"`) +
    circle(0, 0, radius * 0.15, `fill="${mix(palette.near, '#a8641c', 0.6)}" opacity="0.55"`) +
    '</g>'
  );
}
