import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { overrideEnv } from '@/lib/platform/env';
import {
  aiffChunk,
  id3Tag,
  makeAdts,
  makeAiff,
  makeAsf,
  makeMp3,
  oggHeads,
  oggPage,
} from '@/tests/support/sounds';
import { PACKET_SECONDS, renameBox, type TracksFile, writeTracks } from '@/tests/support/tracks';
import { makeWave } from '@/tests/support/wave-file';
import { writeZip } from '@/tests/support/zip-file';
import { readSignature } from './adapters/file-signature';
import { ask } from './adapters/inspector/inspector';
import { readContainer } from './adapters/inspector/read-container';
import { detectType } from './detect-type';
import { judge } from './judge';
import { SNIFF_BYTES } from './limits';

const folder = mkdtempSync(path.join(tmpdir(), 'strand-judge-'));
afterAll(() => rmSync(folder, { recursive: true }));
// Judged by what is known here, whatever this machine has.
beforeAll(() => overrideEnv({ FFMPEG_PATH: 'off' }));
afterEach(() => overrideEnv({ FFMPEG_PATH: 'off' }));

/** Goes both steps, as the door does: the first block, then the whole file. */
async function judgeBytes(bytes: Buffer, filename: string | null = null) {
  const type = await detectType(bytes.subarray(0, SNIFF_BYTES), { filename, declaredType: null });
  const file = path.join(folder, 'received');
  writeFileSync(file, bytes);
  const { type: found, ...rest } = await judge(type, file);
  return { kind: found.kind, contentType: found.contentType, extension: found.extension, ...rest };
}

/** Matroska does not say how long its last packet lasts. */
const about = (milliseconds: number) => expect.closeTo(milliseconds, -2);

const judgeTracks = async (given: TracksFile, filename?: string) =>
  judgeBytes(await writeTracks(given), filename);

describe('a container', () => {
  it.each([
    [{ container: 'webm', sound: 3 }, 'audio', 'audio/webm', 'weba', 'opus'],
    [{ container: 'webm', film: 3 }, 'video', 'video/webm', 'webm', 'vp9'],
    [{ container: 'mp4', sound: 3 }, 'audio', 'audio/mp4', 'm4a', 'aac'],
    [{ container: 'mp4', film: 3, sound: 3 }, 'video', 'video/mp4', 'mp4', 'vp9'],
    [{ container: 'mov', film: 3, sound: 3 }, 'video', 'video/quicktime', 'mov', 'vp9'],
    [{ container: 'mkv', sound: 3 }, 'audio', 'audio/matroska', 'mka', 'aac'],
    [{ container: 'mkv', film: 3, sound: 3 }, 'video', 'video/matroska', 'mkv', 'vp9'],
  ] as const)(
    '%j is told by its tracks, whatever its name says',
    async (given, kind, contentType, extension, codec) => {
      for (const filename of ['clip.mp4', 'voice.m4a', 'x.webm', undefined]) {
        const found = await judgeTracks(given, filename);
        expect(found).toMatchObject({ kind, contentType, codec, durationMs: about(3_000) });
        // A name may say more exactly how the same thing is called; only a change of kind changes it.
        if (!filename) expect(found.extension).toBe(extension);
      }
    },
  );

  it('has the size that people see', async () => {
    const upright = { container: 'mp4', film: 1, width: 1920, height: 1080 } as const;
    expect(await judgeTracks(upright)).toMatchObject({ width: 1920, height: 1080 });
    expect(await judgeTracks({ ...upright, rotation: 90 })).toMatchObject({ width: 1080, height: 1920 });
    expect(await judgeTracks({ ...upright, rotation: 180 })).toMatchObject({ width: 1920, height: 1080 });
  });

  it('without a duration in it has the one of its packets', async () => {
    expect(await judgeTracks({ container: 'live-webm', sound: 7 })).toMatchObject({
      durationMs: about(7_000),
    });
  });

  it('cut off has the duration of what is there', async () => {
    const whole = await writeTracks({ container: 'mp4', sound: 60 });
    const { durationMs } = await judgeBytes(whole.subarray(0, whole.length - (30 / PACKET_SECONDS) * 200));
    expect(durationMs).toBeGreaterThan(28_000);
    expect(durationMs).toBeLessThan(32_000);
  });

  it('with a single picture beside its sound is a recording with a cover', async () => {
    const film = await writeTracks({ container: 'mp4', film: PACKET_SECONDS, sound: 5 });
    expect(await judgeBytes(film)).toMatchObject({ kind: 'video' });
    expect(await judgeBytes(renameBox(film, 'vp09', 'jpeg'))).toMatchObject({ kind: 'audio', codec: 'aac' });
  });

  it('without the name of its brand, as old cameras wrote it, is still a film', async () => {
    const film = await writeTracks({ container: 'mov', film: 2 });
    const start = film.indexOf('moov') - 4;
    expect(await judgeBytes(film.subarray(start), 'old.mov')).toMatchObject({
      contentType: 'video/quicktime',
      kind: 'video',
    });
  });

  it.each(['drms', 'enca'])('whose sound is locked (%s) says so', async (entry) => {
    const bytes = renameBox(await writeTracks({ container: 'mp4', sound: 2 }), 'mp4a', entry);
    await expect(judgeBytes(bytes)).rejects.toMatchObject({ code: 'media.protected', kind: 'unsupported' });
  });

  it.each([
    [
      'has no tracks',
      Buffer.from('00000018667479706d70343200000000' + '6d70343269736f6d' + '000000086d6f6f76', 'hex'),
    ],
    [
      'is its first bytes alone',
      Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d', 'hex'),
    ],
  ])('that %s is refused', async (_, bytes) => {
    await expect(judgeBytes(bytes)).rejects.toMatchObject({ code: /^media\.(damaged|nothing_to_play)$/ });
  });

  it('whose sound is set up wrongly is refused', async () => {
    const bytes = await writeTracks({ container: 'webm', sound: 2 });
    const at = bytes.indexOf('OpusHead');
    expect(at).toBeGreaterThan(0);
    bytes.fill(0x20, at + 12, at + 19);
    await expect(judgeBytes(bytes)).rejects.toMatchObject({ code: 'media.unsupported' });
  });
});

describe('limits', () => {
  it('are 300 s of sound and 120 s of film, with a second for rounding', async () => {
    expect(await judgeTracks({ container: 'webm', sound: 301 })).toMatchObject({
      durationMs: about(301_000),
    });
    expect(await judgeTracks({ container: 'mp4', film: 121 })).toMatchObject({ durationMs: about(121_000) });
    await expect(judgeTracks({ container: 'webm', sound: 302 })).rejects.toMatchObject({
      code: 'media.too_long',
      kind: 'too_large',
      publicMessage: 'This recording is longer than 5 minutes. Choose a shorter one.',
    });
    await expect(judgeTracks({ container: 'mp4', film: 122 })).rejects.toMatchObject({
      code: 'media.too_long',
    });
  });

  it('can be configured', async () => {
    overrideEnv({ FFMPEG_PATH: 'off', MEDIA_MAX_AUDIO_SECONDS: '3' });
    expect(await judgeTracks({ container: 'webm', sound: 3 })).toMatchObject({ durationMs: about(3_000) });
    await expect(judgeTracks({ container: 'webm', sound: 5 })).rejects.toMatchObject({
      code: 'media.too_long',
    });
  });
});

describe('sound without a container of tracks', () => {
  const opus = (granule: bigint) =>
    Buffer.concat([oggPage(oggHeads.opus, { isFirst: true }), oggPage(Buffer.alloc(300), { granule })]);

  it.each([
    ['MP3', makeMp3(100), 'audio/mpeg', 'mp3', 2_612],
    ['MP3 behind a picture', Buffer.concat([id3Tag(200_000), makeMp3(100)]), 'audio/mpeg', 'mp3', 2_612],
    ['MP3 behind odd bytes', Buffer.concat([Buffer.alloc(215, 1), makeMp3(100)]), 'audio/mpeg', 'mp3', 2_612],
    ['AAC', makeAdts(100), 'audio/aac', 'aac', 2_322],
    ['AAC behind a picture', Buffer.concat([id3Tag(200_000), makeAdts(100)]), 'audio/aac', 'aac', 2_322],
    ['WAV', makeWave({ seconds: 2 }), 'audio/wav', 'pcm', 2_000],
    ['Opus in Ogg', opus(144_312n), 'audio/ogg', 'opus', 3_000],
    [
      'Speex in Ogg',
      Buffer.concat([
        oggPage(oggHeads.speex, { isFirst: true }),
        oggPage(Buffer.alloc(9), { granule: 32_000n }),
      ]),
      'audio/ogg',
      'speex',
      2_000,
    ],
    ['AIFF', makeAiff(16_000, [aiffChunk('SSND', Buffer.alloc(32_008))]), 'audio/aiff', 'pcm', 2_000],
    ['Windows Media', makeAsf(['sound']), 'audio/x-ms-asf', 'wma', null],
  ])('%s is read to its end', async (_, bytes, contentType, codec, durationMs) => {
    expect(await judgeBytes(bytes, 'voice.mp3')).toMatchObject({
      kind: 'audio',
      contentType,
      codec,
      durationMs,
    });
  });

  it('counts only whole frames, and not the one that describes the others', async () => {
    const described = makeMp3(2);
    described.write('Info', 36, 'latin1');
    await expect(judgeBytes(described, 'a.mp3')).rejects.toMatchObject({ code: 'media.damaged' });
    await expect(judgeBytes(makeMp3(2).subarray(0, 800), 'a.mp3')).rejects.toMatchObject({
      code: 'media.damaged',
    });
  });

  it.each([
    ['a tag alone', id3Tag(100_000), 'a.mp3', 'media.damaged'],
    ['WAV without sound', makeWave({ seconds: 0 }), 'a.wav', 'media.nothing_to_play'],
    ['AIFF without sound', makeAiff(16_000, []), 'a.aiff', 'media.nothing_to_play'],
    ['Ogg of headers', oggPage(oggHeads.opus, { isFirst: true }), 'a.ogg', 'media.nothing_to_play'],
    ['Windows Media without streams', makeAsf([]), 'a.wma', 'media.damaged'],
    ['locked Windows Media', makeAsf(['sound'], { isLocked: true }), 'a.wma', 'media.protected'],
    [
      'notes',
      Buffer.concat([Buffer.from('4d546864000000060000000100604d54726b', 'hex'), Buffer.alloc(80)]),
      'a.mid',
      'media.unsupported',
    ],
  ])('%s is refused', async (_, bytes, filename, code) => {
    await expect(judgeBytes(bytes, filename)).rejects.toMatchObject({ code });
  });
});

describe('film elsewhere', () => {
  it('in Ogg and Windows Media is told from sound', async () => {
    const theora = Buffer.concat([
      oggPage(oggHeads.theora, { isFirst: true, serial: 1 }),
      oggPage(oggHeads.opus, { isFirst: true, serial: 2 }),
      oggPage(Buffer.alloc(300), { serial: 1, granule: 50n }),
      oggPage(Buffer.alloc(300), { serial: 2, granule: 96_312n }),
    ]);
    expect(await judgeBytes(theora, 'voice.ogg')).toMatchObject({
      ...{ kind: 'video', contentType: 'video/ogg', codec: 'theora' },
      ...{ width: 320, height: 240, durationMs: 2_000 },
    });
    expect(await judgeBytes(makeAsf(['sound', 'film']))).toMatchObject({
      ...{ kind: 'video', contentType: 'video/x-ms-asf', extension: 'wmv', width: 320, height: 256 },
    });
  });
});

describe('archives', () => {
  const parts = (names: string[]) => names.map((name) => ({ name, bytes: 'x' }));
  /** More than the block that is looked at first, also when it is packed. */
  const picture = { name: 'media/image1.bin', bytes: randomBytes(150_000) };

  it.each([
    ['word/document.xml', 'docx'],
    ['xl/workbook.xml', 'xlsx'],
    ['ppt/presentation.xml', 'pptx'],
  ])('whose parts come in an unusual order are known by %s', async (part, extension) => {
    const zip = writeZip([picture, ...parts([part, '[Content_Types].xml'])]);
    expect(await judgeBytes(zip)).toMatchObject({
      kind: 'file',
      extension,
      contentType: expect.stringContaining('openxmlformats'),
    });
  });

  it('are kept as what they are, never unpacked', async () => {
    const bomb = writeZip([{ name: 'zeros', bytes: Buffer.alloc(20_000_000) }, picture]);
    expect(await judgeBytes(bomb, 'a.zip')).toMatchObject({ kind: 'file', contentType: 'application/zip' });
  });

  it('that are programs are refused, also when that is said late', async () => {
    const java = writeZip([picture, ...parts(['META-INF/MANIFEST.MF', 'a/Main.class'])]);
    const android = writeZip([picture, ...parts(['AndroidManifest.xml', 'classes.dex'])]);
    for (const zip of [java, android])
      await expect(judgeBytes(zip, 'a.zip')).rejects.toMatchObject({ code: 'media.unsupported' });
  });
});

describe('made to keep a reader busy', () => {
  it.each([
    ['an object without a length', makeAsf(['sound'], { emptyObject: true }), 'a.wma'],
    [
      'an object that says it is endless',
      Buffer.concat([makeAsf([]).subarray(0, 30), Buffer.alloc(600, 0xff)]),
      'a.wma',
    ],
    [
      'chunks of no length',
      aiffChunk('FORM', Buffer.concat([Buffer.from('AIFF'), Buffer.alloc(3_000_000)])),
      'a.aiff',
    ],
    [
      'a chunk of 4 GB',
      Buffer.concat([makeAiff(8_000, []), Buffer.from('SSND\xff\xff\xff\xff', 'latin1')]),
      'a.aiff',
    ],
    ['frames that never are', Buffer.alloc(5_000_000, 0xff), 'a.mp3'],
    [
      'pages of Ogg without end',
      Buffer.concat(Array<Buffer>(20_000).fill(oggPage(Buffer.alloc(0), { isFirst: true }))),
      'a.ogg',
    ],
    [
      'a tag of 256 MB',
      Buffer.concat([Buffer.from('ID3\x04\0\0\x7f\x7f\x7f\x7f', 'latin1'), Buffer.alloc(1_000)]),
      'a.mp3',
    ],
  ])('%s ends soon, in a refusal or not', async (_, bytes, filename) => {
    const started = performance.now();
    await judgeBytes(bytes, filename).catch((error: unknown) => {
      expect(error).toMatchObject({ code: expect.stringMatching(/^media\./) });
    });
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it('what first bytes tell does not wait for films', async () => {
    const file = path.join(folder, 'one-of-many');
    writeFileSync(file, await writeTracks({ container: 'live-webm', film: 2_000 }));
    let read = 0;
    const films = Array.from({ length: 20 }, () => readContainer(file).then(() => (read += 1)));
    expect(await readSignature(Buffer.from('ffd8ffe000104a464946', 'hex'))).toMatchObject({
      extension: 'jpg',
    });
    expect(read).toBeLessThan(10);
    await Promise.all(films);
  });

  it('a thread that takes too long is ended, and the next question is answered by another', async () => {
    const file = path.join(folder, 'film');
    writeFileSync(file, await writeTracks({ container: 'live-webm', film: 2_000 }));
    const tooShort = Array.from({ length: 4 }, () => ask({ task: 'tracks', file, startsAtBox: false }, 0));
    for (const result of await Promise.allSettled(tooShort)) expect(result.status).toBe('rejected');
    // Not by the answer to the one before, which may still come.
    expect(await readSignature(Buffer.from('ffd8ffe000104a464946', 'hex'))).toMatchObject({
      extension: 'jpg',
    });
    expect((await readContainer(file)).tracks).toHaveLength(1);
  });
});
