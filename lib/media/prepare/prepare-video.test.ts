import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  converters,
  hasSystemFfmpeg,
  makeWithFfmpeg,
  mediaFixture,
  useConverter,
} from '@/tests/support/converters';
import { type Prepared, runPreparer } from '@/tests/support/run-preparer';
import { waitFor } from '@/tests/support/wait-for';
import { readContainer } from '../adapters/mediabunny/read-container';
import type { PreparedAsset } from '../prepare-ports';
import { prepareVideo } from './prepare-video';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'strand-video-'));
});
afterEach(() => useConverter());
afterAll(() => rm(folder, { recursive: true, force: true }));

const prepareFilm = async (source: string, signal?: AbortSignal) =>
  runPreparer(
    prepareVideo,
    await readFile(source),
    { kind: 'video' } satisfies Partial<PreparedAsset>,
    signal,
  );

async function containerOf(made: Prepared['made'][string] | undefined) {
  const file = path.join(folder, 'made');
  await writeFile(file, made?.bytes ?? '');
  return readContainer(file);
}

/** The colour at a point of a picture, each part as a number of 0 to 255. */
async function colourAt(made: Prepared['made'][string] | undefined, left: number, top: number) {
  const { data, info } = await sharp(made?.bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(top * info.height) * info.width + Math.floor(left * info.width)) * info.channels;
  const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
  if (red > 150 && green < 80 && blue < 80) return 'red';
  if (blue > 150 && red < 80 && green < 80) return 'blue';
  if (green > 80 && red < 80 && blue < 80) return 'green';
  return `${red},${green},${blue}`;
}

for (const { name, FFMPEG_PATH, isHere } of converters) {
  const title = `preparing film with ${name}${isHere ? '' : ', which is not on this machine'}`;
  describe.skipIf(!isHere)(title, { timeout: 90_000 }, () => {
    it('makes a small preview first, then moments with their times, then the sound', async () => {
      useConverter(FFMPEG_PATH);
      const { names, made, facts, previewNote, told } = await prepareFilm(mediaFixture('clip.mp4'));
      expect(previewNote).toBeNull();
      expect(names).toEqual(['thumbnail', 'poster', 'keyframe_01', 'keyframe_02', 'keyframe_03', 'audio']);
      expect(facts).toMatchObject({ durationMs: 12_000, codec: 'h264', width: 160, height: 120 });
      expect(Buffer.from(facts.placeholder ?? '', 'base64').length).toBeGreaterThan(10);
      expect(made.thumbnail).toMatchObject({ contentType: 'image/webp', width: 160, height: 120 });
      // A key frame every two seconds: the first of each five seconds.
      expect(names.map((each) => made[each]?.atMs).filter((atMs) => typeof atMs === 'number')).toEqual([
        0, 6_000, 10_000,
      ]);
      expect(await colourAt(made.keyframe_01, 0.25, 0.25)).toBe('blue');
      expect(await colourAt(made.keyframe_01, 0.75, 0.75)).toBe('red');
      expect(await colourAt(made.keyframe_02, 0.5, 0.5)).toBe('green');
      const sound = await containerOf(made.audio);
      expect(sound).toMatchObject({ container: 'mp3', video: null });
      expect(Math.abs((sound?.durationMs ?? 0) - 11_000)).toBeLessThan(200);
      const fractions = told.map(({ fraction }) => fraction);
      expect(fractions).toEqual([...fractions].sort((one, other) => one - other));
    });

    it('shows a video that was filmed turned as it was seen', async () => {
      useConverter(FFMPEG_PATH);
      const { made, facts } = await prepareFilm(mediaFixture('turned.mp4'));
      expect(facts).toMatchObject({ width: 120, height: 160 });
      for (const picture of [made.thumbnail, made.poster, made.keyframe_01])
        expect(picture).toMatchObject({ width: 120, height: 160 });
      // The blue corner was the upper left one before the quarter turn.
      const corners = [await colourAt(made.poster, 0.25, 0.25), await colourAt(made.poster, 0.75, 0.25)];
      expect(corners.sort()).toEqual(['blue', 'red']);
      expect(await colourAt(made.keyframe_01, 0.25, 0.75)).toBe('red');
    });

    it('converts what no browser plays, and tells how far it is', async () => {
      useConverter(FFMPEG_PATH);
      const { made, facts, previewNote } = await prepareFilm(mediaFixture('clip.avi'));
      expect({ previewNote, codec: facts.codec }).toEqual({ previewNote: null, codec: 'mpeg4' });
      expect(made.playable).toMatchObject({ contentType: 'video/mp4', width: 160, height: 120 });
      const playable = await containerOf(made.playable);
      expect(playable).toMatchObject({ container: 'mp4', video: { codec: 'h264' }, audio: { codec: 'aac' } });
      expect(Math.abs((playable?.durationMs ?? 0) - 2_000)).toBeLessThan(200);
      // The index comes before the pictures.
      const bytes = made.playable?.bytes ?? Buffer.alloc(0);
      expect(bytes.indexOf('moov')).toBeGreaterThan(0);
      expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
    });

    it('refuses what is no film, in words for people', async () => {
      useConverter(FFMPEG_PATH);
      const file = path.join(folder, 'nothing');
      const clip = await readFile(mediaFixture('clip.mp4'));
      await writeFile(file, Buffer.concat([clip.subarray(0, 40), Buffer.alloc(4_000, 7)]));
      await expect(prepareFilm(file)).rejects.toMatchObject({
        code: 'media.damaged',
        publicMessage: expect.stringContaining('This video cannot be read.'),
      });
    });

    it('stops at once when nobody waits any more', async () => {
      useConverter(FFMPEG_PATH);
      const stop = new AbortController();
      const reason = new Error('nobody waits');
      setTimeout(() => stop.abort(reason), 40);
      const startedAt = performance.now();
      await expect(prepareFilm(mediaFixture('clip.avi'), stop.signal)).rejects.toBe(reason);
      expect(performance.now() - startedAt).toBeLessThan(2_000);
    });
  });
}

describe('preparing film without any converter', () => {
  it('learns what the container tells, and says plainly that there is no preview', async () => {
    useConverter('off');
    const { names, facts, previewNote } = await prepareFilm(mediaFixture('clip.mp4'));
    expect(names).toEqual([]);
    expect(facts).toMatchObject({ durationMs: 12_000, codec: 'h264', width: 160, height: 120 });
    expect(previewNote).toContain('No preview of this video can be made here');
  });
});

describe.skipIf(!hasSystemFfmpeg)(
  `films out of the ordinary${hasSystemFfmpeg ? '' : ', for which there is no ffmpeg on this machine'}`,
  { timeout: 60_000 },
  () => {
    const film = (name: string, args: string[]): string => {
      const file = path.join(folder, name);
      makeWithFfmpeg([...args, file]);
      return file;
    };
    const picture = (seconds: number, rate = 10) => [
      '-f',
      'lavfi',
      '-i',
      `testsrc2=s=160x120:r=${rate}:d=${seconds}`,
    ];
    const h264 = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-preset', 'ultrafast'];
    const momentsOf = ({ names, made }: Prepared) =>
      names.filter((each) => each.startsWith('keyframe')).map((each) => made[each]?.atMs ?? -1);

    it('finds moments in a film whose only key frame is the first', async () => {
      const moments = momentsOf(
        await prepareFilm(film('one-gop.mp4', [...picture(30), ...h264, '-g', '9999'])),
      );
      expect(moments).toHaveLength(6);
      for (const [index, atMs] of moments.entries())
        expect(Math.abs(atMs - index * 5_000)).toBeLessThan(1_000);
    });

    it('spreads twenty moments over a long film', async () => {
      const file = film('long.mp4', [...picture(220, 2), ...h264, '-g', '4']);
      const moments = momentsOf(await prepareFilm(file));
      expect(moments).toHaveLength(20);
      expect(moments.at(-1)).toBeGreaterThan(200_000);
    });

    it('takes a film of a single picture', async () => {
      const made = await prepareFilm(film('single.mp4', [...picture(1), '-frames:v', '1', ...h264]));
      expect(made.names).toEqual(['thumbnail', 'poster', 'keyframe_01']);
      expect(made.previewNote).toBeNull();
    });

    it('keeps the true times of a film with a changing rate', async () => {
      // Frames at 0 to 0.9 s, then one every two seconds.
      const rate = "select='lt(n,10)+not(mod(n,20))',setpts=PTS";
      const args = [...picture(21), '-vf', rate, '-vsync', 'vfr', ...h264, '-g', '1'];
      expect(momentsOf(await prepareFilm(film('changing.mp4', args)))).toEqual([
        0, 6_000, 10_000, 16_000, 20_000,
      ]);
    });

    it('goes on without the sound when that cannot be decoded', async () => {
      const sound = ['-f', 'lavfi', '-i', 'sine=d=2', '-c:a', 'ac3'];
      const file = film('odd-sound.mkv', [...picture(2), ...sound, ...h264]);
      // The same length, and nothing that anyone decodes.
      const bytes = await readFile(file);
      await writeFile(file, Buffer.from(bytes.toString('latin1').replaceAll('A_AC3', 'A_XYZ'), 'latin1'));
      const { names, previewNote } = await prepareFilm(file);
      expect(names.slice(0, 3)).toEqual(['thumbnail', 'poster', 'keyframe_01']);
      expect(previewNote).toContain('The sound of this video cannot be read here.');
    });

    it('makes pixels square', async () => {
      const args = [...picture(2), '-vf', 'setsar=2/1', ...h264];
      const { facts, made } = await prepareFilm(film('wide.mp4', args));
      expect(facts).toMatchObject({ width: 320, height: 120 });
      expect(made.keyframe_01).toMatchObject({ width: 320, height: 120 });
    });

    it('takes nothing along of where a film was made', async () => {
      const tags = ['-metadata', 'location=+51.5-000.1/', '-metadata', 'title=SecretTitle'];
      const args = [...picture(2), '-f', 'lavfi', '-i', 'sine=d=2', '-c:v', 'mpeg4', '-c:a', 'aac', ...tags];
      const { made } = await prepareFilm(film('tagged.mp4', args));
      expect(Object.keys(made)).toContain('playable');
      for (const { name: each, bytes } of Object.values(made)) {
        expect([each, bytes.includes('SecretTitle'), bytes.includes('+51.5')]).toEqual([each, false, false]);
      }
    });

    it('leaves nothing running when it is stopped in the middle', async () => {
      const file = film('slow.avi', [
        '-f',
        'lavfi',
        '-i',
        'testsrc2=s=1280x720:r=30:d=20',
        '-c:v',
        'mpeg4',
        '-q:v',
        '5',
      ]);
      const stop = new AbortController();
      const stopping = prepareFilm(file, stop.signal);
      await waitFor(async () => (await childrenOf(process.pid)).includes('ffmpeg'));
      stop.abort();
      await expect(stopping).rejects.toThrow();
      expect(await childrenOf(process.pid)).not.toContain('ffmpeg');
    });
  },
);

/** Names of the processes that this one started and that still run. */
async function childrenOf(pid: number): Promise<string[]> {
  const names: string[] = [];
  for (const each of (await readdir('/proc').catch(() => [])).filter((entry) => /^\d+$/.test(entry))) {
    const stat = await readFile(`/proc/${each}/stat`, 'utf8').catch(() => '');
    const [, command = '', parent] = /^\d+ \((.*)\) \S (\d+)/.exec(stat) ?? [];
    if (Number(parent) === pid) names.push(command);
  }
  return names;
}
