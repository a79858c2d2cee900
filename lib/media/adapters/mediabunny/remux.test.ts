import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mediaFixture } from '@/tests/support/converters';
import { askContainer } from './ask-container';
import { readContainer } from './read-container';
import { remux } from './remux';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'strand-container-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const live = new AbortController().signal;

describe('looking into a container', () => {
  it('tells the true length of a recording whose file tells none', async () => {
    expect(await readContainer(mediaFixture('note.webm'))).toEqual({
      container: 'webm',
      durationMs: expect.closeTo(3_000, -2),
      tellsDuration: false,
      video: null,
      audio: { codec: 'opus' },
    });
  });

  it('tells the size of a film as people see it', async () => {
    expect((await readContainer(mediaFixture('turned.mp4')))?.video).toEqual({
      codec: 'h264',
      width: 120,
      height: 160,
    });
  });

  it.each(['nothing at all', ''])('knows nothing of %j', async (text) => {
    await writeFile(path.join(folder, 'odd'), text);
    expect(await readContainer(path.join(folder, 'odd'))).toBeNull();
    expect(await readContainer(path.join(folder, 'missing'))).toBeNull();
  });

  it('follows no playlist', async () => {
    let asked = 0;
    const canary = createServer((_request, response) => {
      asked += 1;
      response.end();
    });
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
    const { port } = canary.address() as AddressInfo;
    const file = path.join(folder, 'list.m3u8');
    await writeFile(
      file,
      `#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nhttp://127.0.0.1:${port}/a.ts\n#EXT-X-ENDLIST\n`,
    );
    expect(await readContainer(file)).toBeNull();
    expect(asked).toBe(0);
    canary.close();
  });

  it('ends the thread at once when it is aborted', async () => {
    const stop = new AbortController();
    const reason = new Error('no longer wanted');
    const asking = askContainer({ task: 'describe', file: mediaFixture('clip.mp4') }, stop.signal);
    stop.abort(reason);
    await expect(asking).rejects.toBe(reason);
  });
});

describe('putting tracks into another container', () => {
  it('gives a recording its length and keeps its sound as it is', async () => {
    const target = path.join(folder, 'out.webm');
    const source = mediaFixture('note.webm');
    expect(await remux({ source, target, format: 'webm', tracks: ['audio'], signal: live })).toBe(true);
    expect(await readContainer(target)).toMatchObject({ tellsDuration: true, audio: { codec: 'opus' } });
  });

  it('takes along only what was asked for, its index first', async () => {
    const target = path.join(folder, 'out.mp4');
    const source = mediaFixture('clip.mp4');
    expect(await remux({ source, target, format: 'mp4', tracks: ['audio'], signal: live })).toBe(true);
    expect(await readContainer(target)).toMatchObject({ video: null, audio: { codec: 'aac' } });
    const bytes = await readFile(target);
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
  });

  it.each([
    ['tracks that do not go into it', 'clip.mp4', 'mp3' as const],
    ['what is no container', 'sound.aiff', 'mp4' as const],
  ])('says no to %s', async (_, name, format) => {
    const target = path.join(folder, 'out');
    expect(await remux({ source: mediaFixture(name), target, format, tracks: ['audio'], signal: live })).toBe(
      false,
    );
  });

  it('throws the reason when it is aborted', async () => {
    const signal = AbortSignal.abort(new Error('too late'));
    const given = { source: mediaFixture('note.webm'), target: path.join(folder, 'out.webm') };
    await expect(remux({ ...given, format: 'webm', tracks: ['audio'], signal })).rejects.toThrow('too late');
    await expect(readFile(given.target)).rejects.toThrow();
  });
});
