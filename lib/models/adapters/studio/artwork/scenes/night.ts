import { mix } from '../color';
import type { DrawScene, SceneInput } from '../scene';
import { blur, circle, glow, gradient, groundBelow, ridge, round, SIZE } from '../shapes';

/** Stars, a moon, bands of northern light, dark mountains. */
export const drawNight: DrawScene = (input) => {
  const { random, palette } = input;
  const moon = { x: random.between(200, 820), y: random.between(130, 260), radius: random.between(52, 78) };
  let defs =
    gradient('sky', palette.sky) +
    glow('moonlight', palette.sun, 0.55) +
    blur('aurora', 26) +
    blur('soft', 2);
  let body =
    `<rect width="${SIZE}" height="${SIZE}" fill="url(#sky)"/>` +
    drawStars(input) +
    drawAurora(input) +
    circle(moon.x, moon.y, moon.radius * 4.2, 'fill="url(#moonlight)"') +
    circle(moon.x, moon.y, moon.radius, `fill="${palette.sun}"`) +
    drawCraters(input, moon);
  for (let layer = 0; layer < 5; layer++) {
    const depth = layer / 4;
    const line = ridge(random, {
      y: 610 + depth * 250,
      amplitude: 100 - depth * 60,
      sharpness: 0.9 - depth * 0.7,
    });
    const color = mix(palette.far, palette.near, 0.15 + depth * 0.85);
    defs += gradient(`range${layer}`, [color, mix(color, palette.sky[2], 0.35 * (1 - depth))]);
    body += `<path d="${groundBelow(line)}" fill="url(#range${layer})"/>`;
  }
  return { defs, body, front: '', stage: { y: 866, size: 410, shadow: '#000000' } };
};

function drawStars({ random, palette }: SceneInput): string {
  const stars = Array.from({ length: 240 }, () => {
    const bright = random.next() ** 6;
    return circle(
      random.between(0, SIZE),
      random.between(0, 720),
      0.8 + bright * 2.6,
      `opacity="${round((0.25 + random.next() * 0.75) * 10) / 10}"`,
    );
  });
  return `<g fill="${palette.light}">${stars.join('')}</g>`;
}

function drawAurora({ random, palette }: SceneInput): string {
  const bands = Array.from({ length: 4 }, (_, index) => {
    const y = random.between(200, 470);
    const bend = () => round(y + random.between(-130, 130));
    const color = index % 2 === 0 ? palette.accent : mix(palette.accent, palette.sky[2], 0.7);
    return `<path d="M-80 ${bend()}C${round(SIZE * 0.3)} ${bend()} ${round(SIZE * 0.6)} ${bend()} ${SIZE + 80} ${bend()}" stroke="${color}" stroke-width="${round(random.between(24, 80))}"/>`;
  });
  return `<g fill="none" filter="url(#aurora)" opacity="0.5">${bands.join('')}</g>`;
}

function drawCraters(
  { random, palette }: SceneInput,
  moon: { x: number; y: number; radius: number },
): string {
  const craters = Array.from({ length: 6 }, () => {
    const angle = random.between(0, Math.PI * 2);
    const away = moon.radius * random.between(0.1, 0.72);
    return circle(
      moon.x + Math.cos(angle) * away,
      moon.y + Math.sin(angle) * away,
      moon.radius * random.between(0.06, 0.17),
      '',
    );
  });
  return `<g fill="${palette.sky[2]}" opacity="0.22" filter="url(#soft)">${craters.join('')}</g>`;
}
