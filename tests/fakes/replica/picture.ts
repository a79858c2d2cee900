import { createHash } from 'node:crypto';
import sharp from 'sharp';

const drawn = new Map<string, Promise<Buffer>>();

/** A real picture for a prompt, PNG of 512 × 512: two colours that the prompt's hash chose. */
export function replicaPicture(prompt: string): Promise<Buffer> {
  const hue = createHash('sha256').update(prompt).digest().readUInt16LE(0) % 360;
  const key = String(hue);
  const known = drawn.get(key) ?? draw(hue);
  drawn.set(key, known);
  return known;
}

function draw(hue: number): Promise<Buffer> {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512"><defs><linearGradient id="g" x2="1" y2="1">' +
    `<stop stop-color="hsl(${hue},70%,55%)"/><stop offset="1" stop-color="hsl(${(hue + 60) % 360},70%,35%)"/></linearGradient></defs>` +
    '<rect width="512" height="512" fill="url(#g)"/><circle cx="256" cy="256" r="120" fill="#fff" opacity="0.35"/></svg>';
  return sharp(Buffer.from(svg)).png().toBuffer();
}
