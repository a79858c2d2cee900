const DATA_LENGTH_AT = 40;
const HEADER = 44;

/** A WAV file whose header says how long it is: a program that writes into a pipe cannot know. */
export function withLengths(wav: Buffer): Buffer {
  if (wav.length < HEADER || wav.toString('latin1', 36, DATA_LENGTH_AT) !== 'data') return wav;
  const told = Buffer.from(wav);
  told.writeUInt32LE(wav.length - 8, 4);
  told.writeUInt32LE(wav.length - HEADER, DATA_LENGTH_AT);
  return told;
}
