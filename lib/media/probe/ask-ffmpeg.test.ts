import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { overrideEnv } from '@/lib/platform/env';
import { findConverter } from '../adapters/ffmpeg/find-converter';
import { detectType } from '../detect-type';
import { judge } from '../judge';
import { SNIFF_BYTES } from '../limits';
import { askFfmpeg } from './ask-ffmpeg';

const folder = mkdtempSync(path.join(tmpdir(), 'strand-ffmpeg-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => overrideEnv(undefined));

const converter = await findConverter();
const program = converter?.kind === 'system' ? converter.program : null;

async function judgeFile(file: string) {
  const bytes = readFileSync(file).subarray(0, SNIFF_BYTES);
  return judge(await detectType(bytes, { filename: path.basename(file), declaredType: null }), file);
}

describe.skipIf(program === null)('where there is an ffmpeg (skipped where there is none)', () => {
  const make = (name: string, ...args: string[]) => {
    const file = path.join(folder, name);
    execFileSync(program ?? '', ['-v', 'error', '-y', ...args, file]);
    return file;
  };
  const tone = (seconds: number) => ['-f', 'lavfi', '-i', `sine=duration=${seconds}`];
  const film = (seconds: number) => ['-f', 'lavfi', '-i', `testsrc=size=64x48:rate=5:duration=${seconds}`];

  it('it is asked about formats that nothing else here reads', async () => {
    const flash = make(
      'film.flv',
      ...film(2),
      ...tone(2),
      '-c:v',
      'flv',
      '-ar',
      '44100',
      '-c:a',
      'libmp3lame',
    );
    expect(await judgeFile(flash)).toMatchObject({
      ...{ type: { kind: 'video', contentType: 'video/x-flv' }, width: 64, height: 48 },
      ...{ codec: 'flv1', durationMs: expect.closeTo(2_000, -3) },
    });
    const broadcast = make('sound.ac3', ...tone(3), '-c:a', 'ac3');
    expect(await judgeFile(broadcast)).toMatchObject({ type: { kind: 'audio' }, codec: 'ac3' });
  });

  it('a film of such a format that is too long is refused', async () => {
    const long = make('long.flv', ...film(130), '-c:v', 'flv');
    await expect(judgeFile(long)).rejects.toMatchObject({ code: 'media.too_long' });
  });

  it('a list of other files is nothing that it knows, and nobody is asked', async () => {
    const asked: string[] = [];
    const canary = http.createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(canary.address() as AddressInfo).port}`;
    const lists = [
      `#EXTM3U\n#EXTINF:10,\n${address}/segment.ts\n#EXT-X-ENDLIST\n`,
      `ffconcat version 1.0\nfile '${address}/a.mp4'\n`,
      `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><Period><AdaptationSet><Representation id="1"><BaseURL>${address}/a.mp4</BaseURL></Representation></AdaptationSet></Period></MPD>`,
    ];
    for (const list of lists) {
      const file = path.join(folder, 'list.mp4');
      writeFileSync(file, list);
      expect(await askFfmpeg(file, 'video')).toBeNull();
    }
    canary.close();
    expect(asked).toEqual([]);
  });
});

it('without one such a format is kept for what it began like', async () => {
  overrideEnv({ FFMPEG_PATH: 'off' });
  const file = path.join(folder, 'film.flv');
  writeFileSync(file, Buffer.concat([Buffer.from('464c5601050000000900000000', 'hex'), Buffer.alloc(100)]));
  expect(await judgeFile(file)).toMatchObject({
    ...{ type: { kind: 'video', contentType: 'video/x-flv', preparation: 'none' } },
    ...{ durationMs: null, codec: null, width: null },
  });
});

it.skipIf(process.platform === 'win32')('of many files that come at once two are asked about', async () => {
  const [fake, log] = [path.join(folder, 'ffmpeg'), path.join(folder, 'runs')];
  const script = [
    '#!/bin/sh',
    'case "$*" in *-version) echo "ffmpeg version 7"; echo "libavformat 61. 1"; exit;; *-encoders) exit;; esac',
    `echo begin >>${log}; sleep 0.2; echo end >>${log}`,
  ];
  writeFileSync(fake, script.join('\n'));
  chmodSync(fake, 0o755);
  overrideEnv({ FFMPEG_PATH: fake });
  await Promise.all(Array.from({ length: 6 }, () => askFfmpeg(path.join(folder, 'any.flv'), 'video')));
  let [running, most] = [0, 0];
  for (const line of readFileSync(log, 'utf8').trim().split('\n')) {
    running += line === 'begin' ? 1 : -1;
    most = Math.max(most, running);
  }
  expect(most).toBe(2);
  expect(running).toBe(0);
});
