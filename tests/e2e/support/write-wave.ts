import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const RATE = 48_000;
const HEADER_BYTES = 44;

/** Writes a WAV file of a humming voice with words and pauses, for a browser's fake microphone to say in a loop. */
export function writeWave(file: string, seconds: number): string {
  const samples = RATE * seconds;
  const wave = Buffer.alloc(HEADER_BYTES + samples * 2);
  wave.write('RIFF', 0);
  wave.writeUInt32LE(wave.length - 8, 4);
  wave.write('WAVEfmt ', 8);
  wave.writeUInt32LE(16, 16);
  wave.writeUInt16LE(1, 20);
  wave.writeUInt16LE(1, 22);
  wave.writeUInt32LE(RATE, 24);
  wave.writeUInt32LE(RATE * 2, 28);
  wave.writeUInt16LE(2, 32);
  wave.writeUInt16LE(16, 34);
  wave.write('data', 36);
  wave.writeUInt32LE(samples * 2, 40);
  for (let at = 0; at < samples; at++) {
    const time = at / RATE;
    const words = Math.max(0, Math.sin(time * 9) + Math.sin(time * 2.3)) / 2;
    const hum = Math.sin(2 * Math.PI * 220 * time + 3 * Math.sin(time * 30));
    wave.writeInt16LE(Math.round(words * hum * 12_000), HEADER_BYTES + at * 2);
  }
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, wave);
  return file;
}
