import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page, Route } from '@playwright/test';
import sharp from 'sharp';
import { GALLERY } from './gallery-assets';

const film = readFileSync(path.resolve(import.meta.dirname, '../../fixtures/media/film.webm'));
const pictures = new Map<string, Promise<Buffer>>();

const texts: Record<string, string> = {
  csv: `Harbour;Berths;Depth\n${Array.from({ length: 30 }, (_, row) => `"Pier ${row + 1}; east";${row * 3 + 4};${(2 + row / 10).toFixed(1).replace('.', ',')} m`).join('\n')}\n`,
  json: JSON.stringify({ boat: { name: 'Möwe', length_m: 6.4 }, crew: ['Ada', 'Samir'], ready: true }),
  md: '# Saturday\n\n- charts\n- blue bag\n\n<script>alert("never run")</script>\n',
  plain: [
    'Permit to sail\n\nThe holder may cross the bay in daylight, in winds of up to five Beaufort.',
    'Conditions\n\nLife jackets are worn. The harbour master is told of the return.',
    'رخصة الإبحار\n\nيجوز لحاملها عبور الخليج نهارا.',
  ].join('\f'),
};

/** Answers what the assets of the gallery name: pictures are drawn, sound is made, texts are written here. */
export async function serveGalleryBytes(page: Page): Promise<void> {
  await page.route(`**${GALLERY}/**`, async (route) => {
    const url = new URL(route.request().url());
    const extension = path.extname(url.pathname).slice(1);
    if (url.pathname.includes('broken')) return route.fulfill({ status: 404, body: '' });
    if (extension === 'webm') return fulfillRange(route, film, 'video/webm');
    if (extension === 'wav') return fulfillRange(route, hum(), 'audio/wav');
    const text = texts[extension];
    if (text !== undefined) return fulfillRange(route, Buffer.from(text), 'text/plain; charset=utf-8');
    const [width = 1, height = 1] = (/(\d+)x(\d+)/.exec(url.search)?.slice(1) ?? []).map(Number);
    const atMs = Number(url.searchParams.get('at') ?? 0);
    const isSheet = Math.abs(height / width - Math.SQRT2) < 0.01;
    const body = await draw(isSheet ? 'sheet' : 'lake', width, height, atMs);
    return route.fulfill({ body, contentType: 'image/webp' });
  });
}

function fulfillRange(route: Route, bytes: Buffer, contentType: string): Promise<void> {
  const wanted = /bytes=(\d+)-(\d*)/.exec(route.request().headers().range ?? '');
  if (!wanted) return route.fulfill({ body: bytes, contentType, headers: { 'accept-ranges': 'bytes' } });
  const start = Number(wanted[1]);
  const end = Math.min(bytes.length - 1, wanted[2] ? Number(wanted[2]) : bytes.length - 1);
  return route.fulfill({
    status: 206,
    body: bytes.subarray(start, end + 1),
    contentType,
    headers: { 'accept-ranges': 'bytes', 'content-range': `bytes ${start}-${end}/${bytes.length}` },
  });
}

function draw(what: 'lake' | 'sheet', width: number, height: number, atMs: number): Promise<Buffer> {
  const key = `${what} ${width}x${height} ${atMs}`;
  const made =
    pictures.get(key) ??
    sharp(Buffer.from(what === 'sheet' ? sheetSvg(width, height) : lakeSvg(width, height, atMs)))
      .webp()
      .toBuffer();
  pictures.set(key, made);
  return made;
}

function lakeSvg(width: number, height: number, atMs: number): string {
  const hue = 200 + atMs / 60;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" preserveAspectRatio="none" width="${width}" height="${height}">
    <defs><linearGradient id="a" x2="0" y2="1"><stop stop-color="hsl(${hue} 55% 72%)"/><stop offset="1" stop-color="hsl(${hue - 160} 70% 80%)"/></linearGradient></defs>
    <rect width="100" height="100" fill="url(#a)"/><circle cx="${68 - atMs / 400}" cy="34" r="9" fill="hsl(40 90% 90%)"/>
    <path d="M0 62 22 44 38 58 60 36 100 64V100H0Z" fill="hsl(${hue} 28% 38%)"/><path d="M0 74H100V100H0Z" fill="hsl(${hue} 34% 52%)"/>
  </svg>`;
}

function sheetSvg(width: number, height: number): string {
  const rows = Array.from(
    { length: 24 },
    (_, row) =>
      `<rect x="12" y="${30 + row * 4.4}" width="${row % 5 === 4 ? 40 : 76}" height="1.6" fill="#999"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 141" width="${width}" height="${height}">
    <rect width="100" height="141" fill="#fff"/><rect x="12" y="14" width="52" height="5" fill="#333"/>${rows.join('')}
  </svg>`;
}

/** Twelve seconds of a low tone: WAV, 8 kHz, one byte a sample. */
function hum(): Buffer {
  const rate = 8_000;
  const samples = Buffer.from(
    Array.from(
      { length: 12 * rate },
      (_, at) => 128 + Math.round(30 * Math.sin((at * 2 * Math.PI * 180) / rate)),
    ),
  );
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}
