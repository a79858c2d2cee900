/** The four quarters of `pictures.ts`, 64 × 48, as one picture of HEVC: its parameter sets and its only slice. */
const frame = {
  32: 'QAEMAf//BAgAAAMAn6gAAAMAAB66AkA=',
  33: 'QgEBBAgAAAMAn6gAAAMAAB6gIIMWW6uRtrm4EBAwIAAAAwAgAAADAyE=',
  34: 'RAHBc8CJ',
  20: 'KAGvC+Aqnr/+5w//vl9l7R87/dSst/EbiI6NcV/9ydbRatgrZxWVkXzuk2b+242wXtbNY6Ke83cBiK+72vP8jfHqsFwz1vGn6RN2uuRPaE7C95lvzBwTr2R53wvOgPWqnotpUTZl2b2XOh24',
};
const PARAMETER_SETS = [32, 33, 34] as const;

export type HeicOptions = {
  /** Quarter turns against the clock that the container asks for. */
  turns?: 0 | 1 | 2 | 3;
  /** Mirrored left to right after turning. */
  isMirrored?: boolean;
  /** What the container says about the size; the frame itself is 64 × 48. */
  width?: number;
  height?: number;
  /** Text in an Exif part, as cameras put where a picture was taken. */
  exif?: string;
  brand?: string;
};

/** A HEIC picture of four quarters, as phones write it: the frame as one item of a `meta` box. */
export function makeHeic({
  turns = 0,
  isMirrored = false,
  width = 64,
  height = 48,
  exif,
  brand = 'heic',
}: HeicOptions = {}): Buffer {
  const slice = Buffer.from(frame[20], 'base64');
  const picture = Buffer.concat([u32(slice.length), slice]);
  const about = Buffer.concat([u32(0), Buffer.from(`Exif\0\0MM\0*\0\0\0\x08\0\0${exif ?? ''}`, 'latin1')]);
  const items = exif ? [picture, about] : [picture];
  const properties = [
    box('hvcC', decoderSetup()),
    box('ispe', u32(0), u32(width), u32(height)),
    box('irot', Buffer.from([turns])),
    ...(isMirrored ? [box('imir', Buffer.from([1]))] : []),
  ];
  const start = box('ftyp', text(brand), u32(0), text('mif1'), text('heic'));
  const meta = (itemsAt: number) => {
    const offsets = items.map(
      (_, index) => itemsAt + items.slice(0, index).reduce((sum, item) => sum + item.length, 0),
    );
    return box(
      'meta',
      u32(0),
      box('hdlr', u32(0), u32(0), text('pict'), Buffer.alloc(13)),
      box('pitm', u32(0), u16(1)),
      box(
        'iloc',
        u32(0),
        u16(0x4400),
        u16(items.length),
        ...items.map((item, index) =>
          Buffer.concat([u16(index + 1), u16(0), u16(1), u32(offsets[index] ?? 0), u32(item.length)]),
        ),
      ),
      box(
        'iinf',
        u32(0),
        u16(items.length),
        ...items.map((_, index) =>
          box(
            'infe',
            u32(0x0200_0000),
            u16(index + 1),
            u16(0),
            text(index === 0 ? 'hvc1' : 'Exif'),
            Buffer.alloc(1),
          ),
        ),
      ),
      ...(exif ? [box('iref', u32(0), box('cdsc', u16(2), u16(1), u16(1)))] : []),
      box(
        'iprp',
        box('ipco', ...properties),
        box(
          'ipma',
          u32(0),
          u32(1),
          u16(1),
          Buffer.from([properties.length, ...properties.map((_, index) => 0x80 | (index + 1))]),
        ),
      ),
    );
  };
  const itemsAt = start.length + meta(0).length + 8;
  return Buffer.concat([start, meta(itemsAt), box('mdat', ...items)]);
}

/** `hvcC`: the profile as in the sequence's parameter set, 4:2:0, 8 bits, lengths of four bytes. */
function decoderSetup(): Buffer {
  const profile = Buffer.from('0408000000' + '9fa800000000' + '1e', 'hex');
  const fixed = Buffer.from('f000fcfdf8f800000f', 'hex');
  const sets = PARAMETER_SETS.map((type) => {
    const unit = Buffer.from(frame[type], 'base64');
    return Buffer.concat([Buffer.from([0x80 | type]), u16(1), u16(unit.length), unit]);
  });
  return Buffer.concat([Buffer.from([1]), profile, fixed, Buffer.from([sets.length]), ...sets]);
}

/** A box of the ISO base media format. */
export function box(type: string, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([u32(body.length + 8), text(type), body]);
}

export const text = (letters: string) => Buffer.from(letters, 'latin1');

export function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
