const RATE = 16_000;
const HEADER_BYTES = 44;

/** A WAV file (16 bit, mono, 16 kHz) of one tone. Layout: http://soundfile.sapp.org/doc/WaveFormat/ */
export function makeWave({ seconds, hertz = 440 }: { seconds: number; hertz?: number }): Buffer {
  const samples = Math.round(seconds * RATE);
  const file = Buffer.alloc(HEADER_BYTES + samples * 2);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(RATE, 24);
  file.writeUInt32LE(RATE * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(samples * 2, 40);
  for (let index = 0; index < samples; index += 1) {
    const level = Math.sin((2 * Math.PI * hertz * index) / RATE) * 0.6;
    file.writeInt16LE(Math.round(level * 32_767), HEADER_BYTES + index * 2);
  }
  return file;
}
