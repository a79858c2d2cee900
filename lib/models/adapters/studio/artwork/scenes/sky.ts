import { mix } from '../color';
import type { SceneInput } from '../scene';
import { blur, circle, glow, gradient, round, SIZE } from '../shapes';

/** Sky, a low sun with its light, and long soft clouds. `sunY` is where the sun stands. */
export function drawSky(
  { random, palette }: SceneInput,
  sunY: number,
): { defs: string; body: string; sunX: number } {
  const sunX = random.between(0.24, 0.76) * SIZE;
  const radius = random.between(58, 92);
  const clouds = Array.from({ length: random.whole(4, 7) }, () => {
    const width = random.between(170, 420);
    const y = random.between(60, sunY + 40);
    const color = mix(palette.light, palette.sky[1], random.between(0, 0.4));
    const opacity = round(random.between(0.18, 0.5) * 10) / 10;
    return `<ellipse cx="${round(random.between(-60, SIZE + 60))}" cy="${round(y)}" rx="${round(width)}" ry="${round(width * random.between(0.03, 0.075))}" fill="${color}" opacity="${opacity}"/>`;
  });
  return {
    sunX,
    defs: gradient('sky', palette.sky) + glow('sunlight', palette.sun) + blur('haze', 9),
    body:
      `<rect width="${SIZE}" height="${SIZE}" fill="url(#sky)"/>` +
      circle(sunX, sunY, radius * 5.2, 'fill="url(#sunlight)"') +
      circle(sunX, sunY, radius, `fill="${palette.sun}"`) +
      `<g filter="url(#haze)">${clouds.join('')}</g>`,
  };
}

/** A few birds far away. */
export function drawBirds({ random, palette }: SceneInput, y: number): string {
  const x = random.between(180, 760);
  const birds = Array.from({ length: random.whole(3, 6) }, (_, index) => {
    const span = random.between(9, 17);
    const at = { x: x + index * random.between(22, 44), y: y + random.between(-34, 34) };
    return `<path d="M${round(at.x - span)} ${round(at.y - span * 0.4)}Q${round(at.x - span * 0.3)} ${round(at.y - span * 0.5)} ${round(at.x)} ${round(at.y)}Q${round(at.x + span * 0.3)} ${round(at.y - span * 0.5)} ${round(at.x + span)} ${round(at.y - span * 0.4)}"/>`;
  });
  return `<g fill="none" stroke="${palette.near}" stroke-width="3" stroke-linecap="round" opacity="0.7">${birds.join('')}</g>`;
}
