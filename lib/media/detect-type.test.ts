import { expect, it } from 'vitest';
import { makeMp3 } from '@/tests/support/sounds';
import { detectType } from './detect-type';

const hex = (digits: string) => Buffer.from(digits.padEnd(600, '0'), 'hex');
const webm = hex('1a45dfa39f4286810142f7810142f2810442f381084282847765626d');
const mp4 = hex('0000001c667479706d703432000000006d70343269736f6d');

async function detect(
  bytes: Buffer | string,
  filename: string | null = null,
  declaredType: string | null = null,
) {
  return detectType(Buffer.from(bytes), { filename, declaredType });
}

it.each([
  [
    'a JPEG called text',
    hex('ffd8ffe000104a464946'),
    'notes.txt',
    'text/plain',
    { kind: 'image', format: 'jpeg' },
  ],
  ['WebM', webm, 'clip.webm', 'video/webm', { kind: 'video', contentType: 'video/webm' }],
  ['a recording in WebM', webm, null, 'audio/webm;codecs=opus', { kind: 'audio', contentType: 'audio/webm' }],
  ['a recording in MP4', mp4, 'voice.m4a', 'audio/mp4', { kind: 'audio', contentType: 'audio/mp4' }],
  ['MP4', mp4, 'clip.mp4', null, { kind: 'video', contentType: 'video/mp4' }],
  [
    'TIFF with its directory at the end',
    hex('49492a00ffffff00'),
    'scan.tif',
    null,
    { kind: 'image', format: 'tiff' },
  ],
  [
    'Photoshop',
    hex('38425053000100000000000000030000'),
    'a.psd',
    null,
    { kind: 'file', preparation: 'none' },
  ],
  [
    'HEIC in the clothes of a film',
    hex('0000001c667479706d696631000000006d696631686569636d696166'),
    'clip.mp4',
    'video/mp4',
    { kind: 'image', format: 'heic', preparation: 'heic' },
  ],
  ['BMP', hex('424d36000000000000003600000028000000'), 'a.bmp', null, { kind: 'image', preparation: 'bmp' }],
  ['a broadcast container', hex('060e2b34020501010d0102010102'), 'a.mxf', null, { kind: 'video' }],
  [
    'frames of MPEG sound that begin in the middle',
    Buffer.concat([Buffer.alloc(99, 5), makeMp3(4)]),
    'song.mp3',
    null,
    { kind: 'audio', contentType: 'audio/mpeg' },
  ],
  [
    'the same bytes by another name',
    Buffer.concat([Buffer.alloc(99, 5), makeMp3(4)]),
    'song.dat',
    null,
    { kind: 'file', contentType: 'application/octet-stream' },
  ],
  [
    'unknown bytes',
    hex('00010203'),
    'a.dat',
    null,
    { kind: 'file', contentType: 'application/octet-stream' },
  ],
])('%s is told by its bytes', async (_, bytes, filename, declaredType, expected) => {
  expect(await detect(bytes, filename, declaredType)).toMatchObject(expected);
});

it.each([
  '<svg xmlns="http://www.w3.org/2000/svg"/>',
  '\ufeff\n <?xml version="1.0"?>\n<!-- a < b > --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">\n<svg>',
  '<!DOCTYPE svg [<!ENTITY a "]">]><s:svg xmlns:s="http://www.w3.org/2000/svg">',
])('%j is an SVG', async (text) => {
  expect(await detect(text)).toMatchObject({ format: 'svg', preparation: 'svg' });
});

it.each([
  '<html><svg/></html>',
  '<!-- <svg> -->',
  '<?xml version="1.0"?><svgx/>',
  '<!-- never ends <svg/>',
  'text <svg>',
])('%j is not an SVG', async (text) => {
  expect(await detect(text)).toMatchObject({ kind: 'file', contentType: 'text/plain' });
});

it('tells text in UTF-16 and, when the name says so, in a one-byte encoding', async () => {
  expect(await detect(Buffer.from('\ufeffhello', 'utf16le'))).toMatchObject({ contentType: 'text/plain' });
  const latin1 = Buffer.from('Größe;Menge', 'latin1');
  expect(await detect(latin1, 'table.csv')).toMatchObject({ contentType: 'text/csv' });
  expect(await detect(latin1, 'table')).toMatchObject({ contentType: 'application/octet-stream' });
});

it('does not mind a character cut by the end of the block', async () => {
  const text = Buffer.from('aé'.repeat(30_000));
  expect(await detect(text.subarray(0, 65_535))).toMatchObject({ contentType: 'text/plain' });
});

it.each([
  ['a program by its name', 'text', 'readme.txt.bat', 'media.unsupported'],
  ['notes of music', hex('4d546864000000060001000100604d54726b'), 'a.mid', 'media.unsupported'],
  [
    'an archive of an old kind',
    Buffer.from('!\x9d-lh5-'.padEnd(60, '\0'), 'latin1'),
    'a.lzh',
    'media.unsupported',
  ],
  ['text that is called a film', 'hello', 'a.mp4', 'media.damaged'],
  ['text that is declared a sound', 'hello', null, 'media.damaged'],
])('%s is refused', async (_, bytes, filename, code) => {
  await expect(detect(bytes, filename, 'audio/mpeg')).rejects.toMatchObject({ code });
});

it('takes blanks and half-open comments made to slow it down at once', async () => {
  const started = performance.now();
  for (const text of [
    ' '.repeat(65_000),
    '<!-- '.repeat(13_000),
    '<!DOCTYPE'.repeat(7_000),
    '<?'.repeat(32_000),
  ]) {
    await detect(`${text}x`);
  }
  expect(performance.now() - started).toBeLessThan(1_000);
});
