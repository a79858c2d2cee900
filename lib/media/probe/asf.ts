import type { FileBytes } from './file-bytes';
import { nothingPlayable, type TrackFacts } from './track-facts';

/** Object names, as they stand in the file. */
const objects = {
  file: 'a1dcab8c47a9cf118ee400c00c205365',
  stream: '9107dcb7b7a9cf118ee600c00c205365',
  sound: '409e69f84d5bcf11a8fd00805f5c442b',
  film: 'c0ef19bc4d5bcf11a8fd00805f5c442b',
  locks: ['fbb3112223bdd211b4b700a0c955fc6e', '14e68a292226174cb935dae07ee9289c'],
};
const HEADER_BYTES = 30;
const OBJECT_BYTES = 24;
const NAME_BYTES = 16;
/** Honest headers have about ten. */
const MAX_OBJECTS = 500;
/** Pictures of the cover lie in the header. */
const MAX_HEADER_BYTES = 8 * 1024 * 1024;
const STREAM_BYTES = 54;

/** Windows Media: WMA, WMV, ASF. Only the header is read, within its own bounds and object by object. */
export async function readAsf(file: FileBytes): Promise<TrackFacts> {
  const start = await file.read(0, HEADER_BYTES);
  if (start.length < HEADER_BYTES) return nothingPlayable;
  const header = await file.read(0, Math.min(MAX_HEADER_BYTES, Number(start.readBigUInt64LE(NAME_BYTES))));
  const facts: TrackFacts = { ...nothingPlayable };
  for (const object of readObjects(header)) readObject(object, facts);
  return facts;
}

function* readObjects(header: Buffer): Generator<{ name: string; content: Buffer }> {
  let at = HEADER_BYTES;
  for (let count = 0; count < MAX_OBJECTS && at + OBJECT_BYTES <= header.length; count += 1) {
    const length = Number(header.readBigUInt64LE(at + NAME_BYTES));
    // An object shorter than its own header would be read for ever.
    if (length < OBJECT_BYTES || at + length > header.length) return;
    yield {
      name: header.toString('hex', at, at + NAME_BYTES),
      content: header.subarray(at + OBJECT_BYTES, at + length),
    };
    at += length;
  }
}

function readObject({ name, content }: { name: string; content: Buffer }, facts: TrackFacts): void {
  if (objects.locks.includes(name)) facts.obstacle = 'protection';
  if (name === objects.file && content.length >= 64) {
    // In units of 100 ns, with what is buffered before the start, which is in milliseconds.
    const played = Number(content.readBigUInt64LE(40)) / 1e7 - Number(content.readBigUInt64LE(56)) / 1e3;
    if (played > 0) facts.seconds = played;
  }
  if (name !== objects.stream || content.length < STREAM_BYTES) return;
  const kind = content.toString('hex', 0, NAME_BYTES);
  const described = content.subarray(STREAM_BYTES);
  if (kind === objects.sound) facts.sound = { codec: soundCodec(described) };
  if (kind === objects.film && described.length >= 8) {
    facts.film = { codec: 'wmv', width: described.readUInt32LE(0), height: described.readUInt32LE(4) };
  }
}

function soundCodec(described: Buffer): string | null {
  if (described.length < 2) return null;
  const tag = described.readUInt16LE(0);
  return tag >= 0x160 && tag <= 0x163 ? 'wma' : null;
}
