import { expect, it } from 'vitest';
import { readPictureBrand } from './iso-brands';

const file = (...brands: string[]) => {
  const [first = '', ...others] = brands;
  const bytes = Buffer.concat([
    Buffer.from([0, 0, 0, 16 + others.length * 4]),
    Buffer.from(`ftyp${first}\0\0\0\0${others.join('')}`, 'latin1'),
    Buffer.alloc(40),
  ]);
  return bytes;
};

it.each([
  [['heic', 'mif1'], 'image/heic'],
  [['heix'], 'image/heic'],
  [['mif1', 'heic'], 'image/heic'],
  [['msf1', 'hevc', 'iso8'], 'image/heic'],
  [['mif1', 'miaf', 'avif'], 'image/avif'],
  [['avif', 'mif1', 'miaf', 'iso8'], 'image/avif'],
  [['avis', 'msf1', 'iso8', 'mp41'], 'image/avif'],
  // A film may carry pictures; its first brand is that of a film.
  [['isom', 'iso2', 'mp41', 'heic'], null],
  [['mp42', 'mif1'], null],
  [['qt  '], null],
])('brands %j are a picture of %s', (brands, expected) => {
  expect(readPictureBrand(file(...brands))).toBe(expected);
});

it('looks at nothing but the brands', () => {
  expect(readPictureBrand(Buffer.from('ftypheic'))).toBeNull();
  expect(readPictureBrand(Buffer.concat([file('mif1'), Buffer.from('avif')]))).toBe('image/heic');
  const endless = Buffer.alloc(65_536, 'iso8');
  endless.write('\xff\xff\xff\xffftypmif1', 0, 'latin1');
  expect(readPictureBrand(endless)).toBe('image/heic');
});
