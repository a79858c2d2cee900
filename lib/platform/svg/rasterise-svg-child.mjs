// Runs as a process of its own, for an SVG can be made to render for minutes: drawing on stdin, PNG on stdout.
// From memory, never from a path: beside a path, an href could name the files around it.
import { readFileSync, writeSync } from 'node:fs';
import sharp from 'sharp';

const [maxSide, maxPixels] = process.argv.slice(2).map(Number);
/** An icon of 24 units is drawn large enough to be looked at. */
const MIN_SIDE = 1024;
const DOTS_PER_INCH = 72;

const svg = readFileSync(0);
const { width, height } = await sharp(svg, { density: DOTS_PER_INCH, limitInputPixels: false }).metadata();
const longest = Math.max(width, height);
const scale = Math.min(maxSide, Math.max(MIN_SIDE, longest)) / longest;
const png = await sharp(svg, { density: DOTS_PER_INCH * scale, limitInputPixels: maxPixels })
  .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
  .png()
  .toBuffer();
for (let written = 0; written < png.length; ) written += writeSync(1, png, written);
