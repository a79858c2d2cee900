// Runs as a process of its own, for HEIC takes seconds and hundreds of megabytes: the picture's path as the argument,
// PNG on stdout. It is upright already: the container says how it is turned, and the decoder follows.
import { readFileSync, writeSync } from 'node:fs';
import zlib from 'node:zlib';
import decodeHeic from 'heic-decode';
import sharp from 'sharp';

const [file, maxPixels, maxSide] = process.argv.slice(2);
const TOO_MANY_PIXELS = 3;
const NO_PICTURE = 4;
/** Profiles of cameras have a few kilobytes. */
const MAX_PROFILE_BYTES = 1024 * 1024;
const PNG_HEADER_BYTES = 33;

const heic = readFileSync(file);
const profile = findProfile(heic);
// The decoder package knows fewer first brands than the library in it.
heic.write('heic', 8, 'latin1');
const [image] = await decodeHeic.all({ buffer: heic }).catch(() => []);
if (!image) process.exit(NO_PICTURE);
if (image.width * image.height > Number(maxPixels)) process.exit(TOO_MANY_PIXELS);
const { width, height, data } = await image.decode();
const pixels = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
const drawn = sharp(pixels, { raw: { width, height, channels: 4 }, limitInputPixels: Number(maxPixels) });
if (isOpaque(pixels)) drawn.removeAlpha();
const side = Number(maxSide);
const png = await drawn
  .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
  .png({ compressionLevel: 1 })
  .toBuffer();
write(png.subarray(0, PNG_HEADER_BYTES));
if (profile) write(makeProfileChunk(profile));
write(png.subarray(PNG_HEADER_BYTES));

/** The colour profile, without which the wide colours of phones would come out pale. */
function findProfile(bytes) {
  const at = bytes.indexOf('colrprof');
  if (at < 4) return null;
  const length = bytes.readUInt32BE(at - 4) - 12;
  return length > 0 && length <= MAX_PROFILE_BYTES ? bytes.subarray(at + 8, at + 8 + length) : null;
}

function makeProfileChunk(profileBytes) {
  const body = Buffer.concat([Buffer.from('iCCPp\0\0', 'latin1'), zlib.deflateSync(profileBytes)]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length - 4);
  checksum.writeUInt32BE(zlib.crc32(body));
  return Buffer.concat([length, body, checksum]);
}

function isOpaque(rgba) {
  for (let at = 3; at < rgba.length; at += 4) if (rgba[at] !== 255) return false;
  return true;
}

function write(bytes) {
  for (let written = 0; written < bytes.length; ) written += writeSync(1, bytes, written);
}
