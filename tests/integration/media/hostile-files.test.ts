import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import zlib from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { serveAsset } from '@/lib/media';
import { useMedia } from '@/tests/support/media';
import { useMediaDoor } from '@/tests/support/media-door';
import { drawQuarters, pngChunk, withJpegSize, withPngChunks, withPngSize } from '@/tests/support/pictures';
import { aiffChunk, id3Tag, makeAsf, makeMp3 } from '@/tests/support/sounds';
import { makeWave } from '@/tests/support/wave-file';
import { writeZip } from '@/tests/support/zip-file';

const media = useMedia();
const door = useMediaDoor();

/** Whoever follows a reference in a file asks here. */
const asked: string[] = [];
const canary = http.createServer((request, response) => {
  asked.push(request.url ?? '');
  response.end('x');
});
let address = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(canary.address() as AddressInfo).port}`;
});
afterEach(() => expect(asked).toEqual([]));
afterAll(() => void canary.close());

/** What a sender gets to know within ten seconds: a refusal with a sentence, or the asset. */
async function send(bytes: Buffer | string, filename: string, declaredType = 'application/octet-stream') {
  const answer = await door.send(Buffer.from(bytes), filename, declaredType, 10_000);
  if (answer.asset === null) {
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.error?.message).toMatch(/^[A-Z].{20,}\.$/);
  }
  return answer;
}

/** An attachment that no browser runs, with its bytes as they came. */
async function expectInert(answer: Awaited<ReturnType<typeof send>>, bytes: Buffer | string): Promise<void> {
  expect(answer.asset).toMatchObject({ type: 'file', content_type: 'text/plain' });
  const response = await serveAsset(door.owner(), answer.asset?.id ?? '', null, new Request('http://app/'));
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
  expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('content-security-policy')).toContain('sandbox');
  expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
}

describe('playlists', () => {
  const playlists = () => ({
    hls: `#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10.0,\n${address}/segment.ts\n#EXTINF:10.0,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n`,
    dash: `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"><Period><AdaptationSet><Representation id="1"><BaseURL>${address}/film.mp4</BaseURL></Representation></AdaptationSet></Period></MPD>`,
    concat: `ffconcat version 1.0\nfile '${address}/a.mp4'\nfile '/etc/passwd'\n`,
    smil: `<smil><body><video src="${address}/film"/></body></smil>`,
  });

  it.each(['hls', 'dash', 'concat', 'smil'] as const)(
    'that call themselves films are refused: %s',
    async (kind) => {
      const bytes = playlists()[kind];
      for (const filename of ['film.mp4', 'film.avi', 'film.mkv', 'sound.mp3', 'sound.wav']) {
        expect((await send(bytes, filename, 'video/mp4')).error?.code, filename).toBe('media.damaged');
      }
      expect((await send(bytes, 'film', 'video/mp4')).error?.code).toBe('media.damaged');
    },
  );

  it.each(['hls', 'dash', 'concat'] as const)(
    'by their own name are text and nothing else: %s',
    async (kind) => {
      const bytes = playlists()[kind];
      for (const filename of ['list.m3u8', 'list.mpd', 'list.txt'])
        await expectInert(await send(bytes, filename, 'application/vnd.apple.mpegurl'), bytes);
    },
  );

  it('inside of real containers ask nobody', async () => {
    const { hls } = playlists();
    const subtitles = Buffer.concat([Buffer.from('GAB2\0\x02\0'), Buffer.from(hls)]);
    const avi = aviOf([Buffer.from('strhvidsMP42'), Buffer.from('strhtxts'), subtitles]);
    await send(avi, 'film.avi', 'video/avi');
    // Known by nothing but its first bytes: asked of ffmpeg, where there is one.
    await send(`#!AMR\n${hls}`, 'sound.amr', 'audio/amr');
    await send(
      Buffer.concat([Buffer.from('FLV\x01\x05\0\0\0\x09\0\0\0\0', 'latin1'), Buffer.from(hls)]),
      'film.flv',
    );
    await send(Buffer.concat([id3Tag(20), Buffer.from(hls)]), 'sound.mp3');
  });
});

describe('two things at once', () => {
  const page = '<html><script>alert(document.domain)</script></html>';

  it('a page behind the signature of a picture is neither a page nor a picture', async () => {
    for (const start of [
      'GIF89a',
      '\xff\xd8\xff\xe0\0\x10JFIF',
      '\x89PNG\r\n\x1a\n',
      'RIFF\x10\0\0\0WEBPVP8 ',
    ]) {
      const { asset } = await send(Buffer.from(`${start}${page}`, 'latin1'), 'x.html', 'text/html');
      // What is not even the signature in full is kept as unknown bytes, for downloading alone.
      if (asset) expect(asset).toMatchObject({ type: 'file', content_type: 'application/octet-stream' });
    }
  });

  it('a page that is called a picture is refused, and one that is called a page is text', async () => {
    expect((await send(page, 'x.jpg', 'image/jpeg')).error?.code).toBe('media.damaged');
    for (const filename of ['x.html', 'x.xhtml', 'x.svg.html', 'x'])
      await expectInert(await send(page, filename, 'text/html'), page);
  });

  it('a picture loses whatever follows its end', async () => {
    const jpeg = Buffer.concat([
      await drawQuarters().jpeg().toBuffer(),
      writeZip([{ name: 'a.html', bytes: page }]),
    ]);
    const { asset } = await send(jpeg, 'x.zip', 'application/zip');
    expect(asset).toMatchObject({ type: 'image', content_type: 'image/jpeg' });
    const kept = await serveAsset(door.owner(), asset?.id ?? '', null, new Request('http://app/'));
    expect(Buffer.from(await kept.arrayBuffer()).includes('PK')).toBe(false);
  });

  it('a recording that is an archive too stays a recording', async () => {
    const both = Buffer.concat([makeWave({ seconds: 1 }), writeZip([{ name: 'a.html', bytes: page }])]);
    expect((await send(both, 'x.zip')).asset).toMatchObject({ type: 'audio', content_type: 'audio/wav' });
    const song = Buffer.concat([makeMp3(50), Buffer.from(page)]);
    expect((await send(song, 'x.html', 'text/html')).asset).toMatchObject({ content_type: 'audio/mpeg' });
  });

  it('a document whose signature comes late is not a document', async () => {
    const bytes = `${page}${' '.repeat(300)}%PDF-1.7`;
    await expectInert(await send(bytes, 'x.pdf', 'application/pdf'), bytes);
  });
});

describe('programs', () => {
  it.each([
    ['of Windows', 'MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0', 'holiday.jpg'],
    ['of Linux', '\x7fELF\x02\x01\x01\0', 'report.pdf'],
    ['of a Mac', '\xcf\xfa\xed\xfe\x07\0\0\x01\x03\0\0\0', 'song.mp3'],
    ['of Java', '\xca\xfe\xba\xbe\0\0\0\x34', 'notes.txt'],
    ['for browsers', '\0asm\x01\0\0\0', 'a.bin'],
    ['behind a shortcut', '\x4c\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46', 'a.txt'],
    ['of Flash', 'FWS\x06\0\0\0\0', 'a.swf'],
    ['of PostScript', '%!PS-Adobe-3.0 EPSF-3.0\n', 'a.eps'],
  ])('%s are refused by their bytes', async (_, start, filename) => {
    const bytes = Buffer.concat([Buffer.from(start, 'latin1'), Buffer.alloc(400)]);
    expect((await send(bytes, filename)).error?.code).toBe('media.unsupported');
  });

  it.each(['run.bat', 'run.CMD', 'page.hta', 'a.vbs', 'a.wsf', 'photo.jpg.scr', 'a.pif'])(
    '%s is refused by its name: a double click would run it',
    async (filename) => {
      expect((await send('echo hello', filename, 'text/plain')).error?.code).toBe('media.unsupported');
    },
  );

  it('that people read, such as source text, are text and nothing else', async () => {
    const script = '#!/bin/sh\necho "hello" > /tmp/x\n';
    for (const filename of ['a.sh', 'a.py', 'a.js', 'a.php', 'a.ps1'])
      await expectInert(await send(script, filename, 'application/javascript'), script);
  });
});

describe('bombs', () => {
  it('of pixels are refused by their header', async () => {
    const jpeg = withJpegSize(await drawQuarters().jpeg().toBuffer(), 65_500, 65_500);
    const png = withPngSize(await drawQuarters().png().toBuffer(), 65_500, 65_500);
    for (const bytes of [jpeg, png]) {
      const { error, tookMs } = await send(bytes, 'photo.jpg');
      expect(error?.code).toBe('media.too_many_pixels');
      expect(tookMs).toBeLessThan(3_000);
    }
  });

  it('of packed text are kept without it, in little memory', async () => {
    const text = zlib.deflateSync(Buffer.alloc(40_000_000, 65), { level: 9 });
    const chunks = ['zTXt', 'iTXt'].flatMap((type) => {
      const start = type === 'zTXt' ? 'Comment\0\0' : 'Comment\0\x01\0\0\0';
      return Array<Buffer>(60).fill(pngChunk(type, Buffer.concat([Buffer.from(start, 'latin1'), text])));
    });
    const before = process.memoryUsage().rss;
    const { asset } = await send(withPngChunks(await drawQuarters().png().toBuffer(), chunks), 'photo.png');
    expect(asset).toMatchObject({ type: 'image', width: 60, height: 40 });
    expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000);
  });

  it('of drawing are stopped, and references in drawings are not followed', async () => {
    const filter = `<filter id="f" x="0" y="0" width="1" height="1">${'<feTurbulence baseFrequency="0.9" numOctaves="200"/><feMorphology radius="90"/>'.repeat(50)}</filter>`;
    const svg = (inside: string) =>
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="2000" height="2000">${inside}</svg>`;
    const bomb = await send(svg(`${filter}<rect width="2000" height="2000" filter="url(#f)"/>`), 'a.svg');
    expect(bomb.error?.code).toBe('media.damaged');
    const laughs =
      '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">]>';
    await send(`${laughs}${svg('<text>&f;&f;&f;&f;&f;&f;&f;&f;</text>')}`, 'a.svg');
    const references = [
      `<script>fetch('${address}/script')</script><script href="${address}/src"/>`,
      `<image xlink:href="${address}/image" width="60" height="40"/>`,
      `<image xlink:href="file://${path.resolve('package.json')}" width="60" height="40"/>`,
      `<style>@import url('${address}/style'); rect { fill: url('${address}/fill') }</style>`,
      `<use xlink:href="${address}/use#a"/><a href="javascript:alert(1)"><rect width="9" height="9"/></a>`,
    ];
    const { asset } = await send(svg(references.join('')), 'a.svg', 'image/svg+xml');
    expect(asset).toMatchObject({ type: 'image', content_type: 'image/png' });
  });

  it('of archives stay packed', async () => {
    const zip = writeZip([{ name: 'zeros', bytes: Buffer.alloc(30_000_000) }]);
    const { asset } = await send(zip, 'a.zip', 'application/zip');
    expect(asset).toMatchObject({ type: 'file', content_type: 'application/zip', size_bytes: zip.length });
  });

  it('of headers without end are refused soon', async () => {
    const files: [Buffer, string][] = [
      [makeAsf(['sound'], { emptyObject: true }), 'a.wma'],
      [aiffChunk('FORM', Buffer.concat([Buffer.from('AIFF'), Buffer.alloc(1_000_000)])), 'a.aiff'],
      [
        Buffer.concat([
          Buffer.from('00000018667479706d70343200000000' + '6d70343269736f6d', 'hex'),
          Buffer.alloc(2_000_000),
        ]),
        'a.mp4',
      ],
      [Buffer.concat([Buffer.from('1a45dfa3', 'hex'), Buffer.alloc(2_000_000, 0x01)]), 'a.webm'],
    ];
    for (const [bytes, filename] of files) {
      const { error, tookMs } = await send(bytes, filename);
      expect(error?.code, filename).toMatch(/^media\./);
      expect(tookMs, filename).toBeLessThan(5_000);
    }
  });
});

it('leaves no file of what was refused, and the door is open to the next', async () => {
  const before = await media.listFiles();
  for (const filename of ['a.mp4', 'a.mp3', 'a.png', 'a.bat', 'a.heic'])
    expect((await send('nothing of the kind', filename)).asset).toBeNull();
  expect(await media.listFiles()).toEqual(before);
  expect((await send('hello', 'a.txt', 'text/plain')).status).toBe(201);
});

/** An AVI with these parts as chunks behind its main header. */
function aviOf(parts: Buffer[]): Buffer {
  const list = Buffer.concat([Buffer.from('hdrlavih8\0\0\0', 'latin1'), Buffer.alloc(56), ...parts]);
  const body = Buffer.concat([Buffer.from('AVI LIST'), lengthOf(list), list, Buffer.alloc(200)]);
  return Buffer.concat([Buffer.from('RIFF'), lengthOf(body), body]);
}

function lengthOf(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return length;
}
