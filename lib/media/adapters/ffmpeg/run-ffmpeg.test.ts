import { chmod, copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  EncodedPacket,
  EncodedVideoPacketSource,
  FilePathTarget,
  Output,
  WebMOutputFormat,
} from 'mediabunny';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { converters, mediaFixture, useConverter } from '@/tests/support/converters';
import type { Converter, FfmpegRun } from './converter';
import { findConverter } from './find-converter';
import { runFfmpeg } from './run-ffmpeg';

let folder = '';
let canary: Server;
/** Addresses that somebody asked for. */
const asked: string[] = [];
beforeAll(async () => {
  canary = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
});
beforeEach(async () => {
  asked.length = 0;
  folder = await mkdtemp(path.join(tmpdir(), 'strand-ffmpeg-'));
});
afterEach(async () => {
  useConverter();
  await rm(folder, { recursive: true, force: true });
});
afterAll(() => new Promise((resolve) => canary.close(resolve)));

const canaryUrl = () => `http://127.0.0.1:${(canary.address() as AddressInfo).port}`;

function run(converter: Converter, given: Partial<FfmpegRun>): Promise<void> {
  return runFfmpeg(converter, {
    kind: 'video',
    input: mediaFixture('clip.mp4'),
    folder,
    outputs: [['-frames:v', '1', '-f', 'image2', 'frame.jpg']],
    timeoutMs: 30_000,
    signal: new AbortController().signal,
    ...given,
  });
}

/** Playlists and lists of files, which make a careless ffmpeg fetch addresses or read files of this machine. */
const disguises: Record<string, () => string> = {
  'a playlist (HLS)': () =>
    `#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n${canaryUrl()}/hls.ts\n#EXTINF:5,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n`,
  'a list of files (concat)': () =>
    `ffconcat version 1.0\nfile '${canaryUrl()}/concat.mp4'\nfile '/etc/hostname'\n`,
  'a playlist of a file beside it': () =>
    '#EXTM3U\n#EXT-X-TARGETDURATION:12\n#EXTINF:12,\nneighbour.mp4\n#EXT-X-ENDLIST\n',
  'a list of a file beside it': () => "ffconcat version 1.0\nfile 'neighbour.mp4'\n",
  'a manifest (DASH)': () =>
    `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT5S"><Period><AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1"><BaseURL>${canaryUrl()}/dash.mp4</BaseURL></Representation></AdaptationSet></Period></MPD>`,
  'a session description (SDP)': () =>
    `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\na=rtpmap:96 H264/90000\n`,
};

/** A WebM of one VP8 key frame whose header announces 100 megapixels. */
async function writeHugeFrame(file: string): Promise<void> {
  const output = new Output({ format: new WebMOutputFormat(), target: new FilePathTarget(file) });
  const source = new EncodedVideoPacketSource('vp8');
  output.addVideoTrack(source);
  await output.start();
  const frame = Buffer.alloc(4_000);
  Buffer.from('1002009d012a10271027', 'hex').copy(frame);
  const decoderConfig = { codec: 'vp8', codedWidth: 64, codedHeight: 64 };
  await source.add(new EncodedPacket(frame, 'key', 0, 1), { decoderConfig });
  await output.finalize();
}

for (const { name, FFMPEG_PATH, isHere } of converters) {
  const title = `running ${name}${isHere ? '' : ', which is not on this machine'}`;
  describe.skipIf(!isHere)(title, { timeout: 60_000 }, () => {
    let converter: Converter;
    beforeEach(async () => {
      useConverter(FFMPEG_PATH);
      const found = await findConverter();
      if (!found) throw new Error('There is no converter.');
      converter = found;
    });

    it('makes its outputs in the folder, and tells what it says and how far it is', async () => {
      const [lines, times]: [string[], number[]] = [[], []];
      await run(converter, {
        outputs: [
          ['-frames:v', '1', '-f', 'image2', 'frame.jpg'],
          ['-map', '0:a', 'sound.wav'],
        ],
        onLine: (line) => lines.push(line),
        onProgress: (atMs) => times.push(atMs),
      });
      expect((await readFile(path.join(folder, 'frame.jpg'))).subarray(0, 2)).toEqual(
        Buffer.from([0xff, 0xd8]),
      );
      expect((await readFile(path.join(folder, 'sound.wav'))).length).toBeGreaterThan(100_000);
      expect(lines.join('\n')).toContain('Video: h264');
      expect(times.at(-1)).toBeGreaterThan(10_000);
    });

    for (const [what, text] of Object.entries(disguises)) {
      for (const extension of ['mp4', 'avi', 'm3u8']) {
        it(`refuses ${what} in a file called .${extension}, and asks nobody for anything`, async () => {
          const input = path.join(folder, `disguised.${extension}`);
          await writeFile(input, text());
          await copyFile(mediaFixture('clip.mp4'), path.join(folder, 'neighbour.mp4'));
          await expect(run(converter, { input })).rejects.toMatchObject({ code: 'media.damaged' });
          expect(asked).toEqual([]);
        });
      }
    }

    it('refuses a film of too many pixels before it decodes any', async () => {
      const input = path.join(folder, 'bomb.webm');
      await writeHugeFrame(input);
      const lines: string[] = [];
      const startedAt = performance.now();
      const refused = run(converter, { input, onLine: (line) => lines.push(line) });
      await expect(refused).rejects.toMatchObject({ code: 'media.damaged' });
      expect(lines.join('\n')).toContain('exceeds specified max pixel count 50000000');
      expect(performance.now() - startedAt).toBeLessThan(10_000);
    });

    it('ends what never ends at the deadline', async () => {
      const startedAt = performance.now();
      const endless = run(converter, {
        inputArgs: ['-stream_loop', '-1'],
        outputs: [['-f', 'null', '-']],
        timeoutMs: 1_500,
      });
      await expect(endless).rejects.toMatchObject({ code: 'media.too_slow', retryable: true });
      expect(performance.now() - startedAt).toBeLessThan(4_000);
    });

    it('ends at once when it is aborted, with the reason of the abort', async () => {
      const stop = new AbortController();
      const reason = new Error('no longer wanted');
      setTimeout(() => stop.abort(reason), 300);
      const startedAt = performance.now();
      const endless = run(converter, {
        inputArgs: ['-stream_loop', '-1'],
        outputs: [['-f', 'null', '-']],
        signal: stop.signal,
      });
      await expect(endless).rejects.toBe(reason);
      expect(performance.now() - startedAt).toBeLessThan(3_000);
    });

    it('starts nothing when it is aborted already', async () => {
      const signal = AbortSignal.abort(new Error('too late'));
      await expect(run(converter, { signal })).rejects.toThrow('too late');
    });
  });
}

describe.skipIf(process.platform === 'win32')('the bounds of the process', () => {
  /** Stands in for ffmpeg and does what the lines say. */
  async function standIn(lines: string): Promise<Converter> {
    const program = path.join(folder, 'program');
    await writeFile(program, `#!/bin/sh\n${lines}\n`);
    await chmod(program, 0o755);
    return { kind: 'system', program, version: '0', encoders: new Set() };
  }
  const written = (name: string) => readFile(path.join(folder, name), 'utf8');

  it('knows nothing of our environment', async () => {
    await run(await standIn('/usr/bin/env > environment'), {});
    // What a shell sets for itself.
    const names = (await written('environment')).split('\n').map((line) => line.split('=')[0]);
    expect(names.filter((each) => each && !['PWD', 'OLDPWD', 'SHLVL', '_'].includes(each))).toEqual([]);
  });

  it('is limited in memory, processor time, output and open files', async () => {
    await run(await standIn('for each in v t f n; do ulimit -$each; done > limits'), { timeoutMs: 20_000 });
    const [memory, seconds, output, files] = (await written('limits')).trim().split('\n').map(Number);
    expect({ seconds, files }).toEqual({ seconds: 41, files: 64 });
    expect(output).toBeLessThanOrEqual(2 * 1024 * 1024);
    if (process.platform === 'linux') expect(memory).toBe(1.5 * 1024 * 1024);
  });

  it('gets names of files as they are, whatever is in them', async () => {
    const input = path.join(folder, '-i $(touch bad);&.mp4');
    await writeFile(input, 'x');
    await run(await standIn('for each in "$@"; do echo "$each"; done > arguments'), { input });
    const given = (await written('arguments')).split('\n');
    expect(given[given.indexOf('-i') + 1]).toBe(`file:${input}`);
    expect(given[given.indexOf('-protocol_whitelist') + 1]).toBe('file');
    expect(given.indexOf('-format_whitelist')).toBeLessThan(given.indexOf('-i'));
    await expect(written('bad')).rejects.toThrow();
  });

  it.each([
    ['the machine killed it', 'kill -KILL $$', { code: 'media.converter_killed', retryable: true }],
    ['it used up its processor time', 'kill -XCPU $$', { code: 'media.too_slow', retryable: true }],
    ['it wrote too much', 'kill -XFSZ $$', { code: 'media.damaged', retryable: false }],
    ['it crashed', 'kill -SEGV $$', { code: 'media.damaged', retryable: false }],
    ['it refused the file', 'echo "Invalid data" >&2; exit 1', { code: 'media.damaged', retryable: false }],
  ])('tells that %s', async (_, lines, expected) => {
    await expect(run(await standIn(lines), {})).rejects.toMatchObject(expected);
  });

  it('keeps little of a program that says the same without end', async () => {
    const noisy = await standIn(
      'i=0; while [ $i -lt 20000 ]; do echo "error $i"; i=$((i+1)); done >&2; exit 1',
    );
    const error = (await run(noisy, {}).catch((caught: unknown) => caught)) as Error & { cause: Error };
    expect(error.cause.message.length).toBeLessThan(2_000);
    expect(error.cause.message).toContain('error 19999');
  });
});
