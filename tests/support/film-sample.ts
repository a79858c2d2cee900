import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A tiny film. Each time with other bytes at its end, so that no two share them. */
export function filmSample(): Buffer {
  const bytes = readFileSync(path.resolve(import.meta.dirname, '../../lib/media/samples/film.mp4'));
  // A box that every player skips.
  const box = Buffer.alloc(24);
  box.writeUInt32BE(24, 0);
  box.write('free', 4, 'latin1');
  box.write(String(process.hrtime.bigint()), 8, 'latin1');
  return Buffer.concat([bytes, box]);
}
