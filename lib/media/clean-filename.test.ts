import { expect, it } from 'vitest';
import { cleanFilename, withExtension } from './clean-filename';

it.each([
  ['photo.jpg', 'photo.jpg'],
  ['  my   photo .jpg ', 'my photo .jpg'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\x\\photo.jpg', 'photo.jpg'],
  ['photo\u202Egpj.exe', 'photogpj.exe'],
  ['a\u0000b\r\nc\u007f.txt', 'abc.txt'],
  ['.bashrc', 'bashrc'],
  ['..', null],
  ['folder/', null],
  ['', null],
  [null, null],
  ['Ñandú 写真 👨‍👩‍👧.png', 'Ñandú 写真 👨‍👩‍👧.png'],
  ['cafe\u0301.txt', 'caf\u00e9.txt'],
  ['half \ud83d.txt', 'half \ufffd.txt'],
])('%j is shown as %j', (given, shown) => {
  expect(cleanFilename(given)).toBe(shown);
});

it('keeps the extension of a name that is too long', () => {
  const name = cleanFilename(`${'ä'.repeat(500)}.pdf`) ?? '';
  expect(name).toHaveLength(200);
  expect(name.endsWith('ä.pdf')).toBe(true);
});

it('gives a re-encoded picture the extension of what it is now', () => {
  expect(withExtension('scan.tiff', 'webp')).toBe('scan.webp');
  expect(withExtension('photo.JPEG', 'jpg', ['jpg', 'jpeg'])).toBe('photo.JPEG');
  expect(withExtension('archive.tar.gz', 'png')).toBe('archive.tar.png');
  expect(withExtension('no extension', 'png')).toBe('no extension.png');
  expect(withExtension(null, 'png')).toBeNull();
});
