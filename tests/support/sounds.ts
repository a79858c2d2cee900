/** MPEG 1, layer III, 128 kbit/s, 44.1 kHz: 417 bytes and 26 ms each. */
export function makeMp3(frames: number): Buffer {
  const frame = Buffer.alloc(417);
  frame.writeUInt32BE(0xfffb9000, 0);
  return Buffer.concat(Array<Buffer>(frames).fill(frame));
}

const ADTS_BYTES = 64;

/** AAC as broadcast, 44.1 kHz stereo: frames of 1024 samples. */
export function makeAdts(frames: number): Buffer {
  const frame = Buffer.alloc(ADTS_BYTES);
  // Sync, profile, rate and channels; then the length of 13 bits across three bytes.
  frame.set([
    0xff,
    0xf1,
    0x50,
    0x80 | (ADTS_BYTES >> 11),
    (ADTS_BYTES >> 3) & 0xff,
    ((ADTS_BYTES & 7) << 5) | 0x1f,
    0xfc,
  ]);
  return Buffer.concat(Array<Buffer>(frames).fill(frame));
}

/** An ID3v2 tag with a picture of so many bytes. */
export function id3Tag(bytes: number): Buffer {
  const header = Buffer.from([
    0x49,
    0x44,
    0x33,
    4,
    0,
    0,
    ...[21, 14, 7, 0].map((shift) => (bytes >> shift) & 0x7f),
  ]);
  return Buffer.concat([header, Buffer.alloc(bytes)]);
}

/** One page of Ogg; checksums are left out, for nothing here verifies them. */
export function oggPage(body: Buffer, { serial = 1, granule = 0n, isFirst = false } = {}): Buffer {
  const header = Buffer.alloc(27);
  header.write('OggS', 0, 'latin1');
  header.writeUInt8(isFirst ? 2 : 0, 5);
  header.writeBigUInt64LE(granule, 6);
  header.writeUInt32LE(serial, 14);
  const segments = [...Array<number>(Math.floor(body.length / 255)).fill(255), body.length % 255];
  header.writeUInt8(segments.length, 26);
  return Buffer.concat([header, Buffer.from(segments), body]);
}

/** The first page's body of a stream of Opus, Speex or Theora. */
export const oggHeads = {
  opus: Buffer.concat([
    Buffer.from('OpusHead'),
    Buffer.from('010238010080bb0000000000', 'hex').subarray(0, 11),
  ]),
  speex: Buffer.concat([
    Buffer.from('Speex   '),
    Buffer.alloc(28),
    Buffer.from([0x80, 0x3e, 0, 0]),
    Buffer.alloc(40),
  ]),
  theora: Buffer.concat([
    Buffer.from('\x80theora', 'latin1'),
    Buffer.from('030201' + '0014' + '000f' + '000140' + '0000f0' + '0000', 'hex'),
    Buffer.from('0000001900000001' + '000000000000000000000000', 'hex'),
    Buffer.alloc(8, 0),
  ]),
};

/** A chunk of AIFF. */
export function aiffChunk(type: string, body: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.write(type, 0, 'latin1');
  header.writeUInt32BE(body.length, 4);
  return Buffer.concat([header, body, Buffer.alloc(body.length % 2)]);
}

/** AIFF, 16 bit mono at 8 kHz; `chunks` follow the description. */
export function makeAiff(frames: number, chunks: Buffer[]): Buffer {
  const common = Buffer.from('00010000000000100000000000000000000000'.slice(0, 36), 'hex');
  common.writeUInt32BE(frames, 2);
  common.write('400bfa00000000000000', 8, 'hex');
  const body = Buffer.concat([Buffer.from('AIFF'), aiffChunk('COMM', common), ...chunks]);
  return aiffChunk('FORM', body);
}

const asfNames = {
  header: '3026b2758e66cf11a6d900aa0062ce6c',
  stream: '9107dcb7b7a9cf118ee600c00c205365',
  sound: '409e69f84d5bcf11a8fd00805f5c442b',
  film: 'c0ef19bc4d5bcf11a8fd00805f5c442b',
  lock: 'fbb3112223bdd211b4b700a0c955fc6e',
};

/** What a stream says about itself: WMA by its number, and a size of 320 × 256. */
const asfFormats = { sound: '61010200', film: '4001000000010000' };

function asfObject(name: string, body: Buffer, length = body.length + 24): Buffer {
  const header = Buffer.alloc(24);
  header.write(name, 0, 'hex');
  header.writeBigUInt64LE(BigInt(length), 16);
  return Buffer.concat([header, body]);
}

/** Windows Media with these streams. `emptyObject`: an object that says it has no length at all. */
export function makeAsf(
  streams: ('sound' | 'film')[],
  { isLocked = false, emptyObject = false } = {},
): Buffer {
  const objects = [
    ...(emptyObject ? [asfObject(asfNames.stream, Buffer.alloc(60), 0)] : []),
    ...(isLocked ? [asfObject(asfNames.lock, Buffer.alloc(16))] : []),
    ...streams.map((kind) =>
      asfObject(
        asfNames.stream,
        Buffer.concat([
          Buffer.from(asfNames[kind], 'hex'),
          Buffer.alloc(38),
          Buffer.from(asfFormats[kind], 'hex'),
        ]),
      ),
    ),
  ];
  const body = Buffer.concat([Buffer.alloc(6), ...objects]);
  body.writeUInt32LE(objects.length, 0);
  return Buffer.concat([asfObject(asfNames.header, body), Buffer.alloc(100)]);
}
