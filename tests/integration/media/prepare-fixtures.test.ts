import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '@/lib/kernel';
import { createBoundedWork } from '@/lib/media/bounded-work';
import { detectType } from '@/lib/media/detect-type';
import { judge } from '@/lib/media/judge';
import { SNIFF_BYTES } from '@/lib/media/limits';
import { prepareAudio } from '@/lib/media/prepare/prepare-audio';
import { prepareVideo } from '@/lib/media/prepare/prepare-video';
import { hasSystemFfmpeg, useConverter } from '@/tests/support/converters';
import { runPreparer } from '@/tests/support/run-preparer';

const FOLDER = path.resolve('../shared/fixtures/media');
const isHere = existsSync(FOLDER) && hasSystemFfmpeg;
const NAMES =
  /\.(mp3|mp2|wav|bwf|aiff?|flac|ape|spx|ogg|oga|opus|wma|asf|m4[abv]|aac|mka|mkv|weba|webm|mp4|mpc)$/i;
/** The slowest, a film that has to be encoded anew, takes about 10 s on a busy machine. */
const LIMIT_MS = 60_000;

/** What may be said of files that were cut off, crafted or locked, by the door or by the preparers. */
const refusals = [
  'media.damaged',
  'media.nothing_to_play',
  'media.protected',
  'media.too_long',
  'media.unsupported',
  'other',
];

describe.skipIf(!isHere)(
  `files of all kinds${isHere ? '' : ', which are not here, or there is no ffmpeg'}`,
  () => {
    beforeAll(() => useConverter(''));
    afterAll(() => useConverter());

    it.each(['audio', 'video', 'video-wpt', 'speech'])(
      'are prepared or refused in time, never half: %s',
      async (folder) => {
        const files = (await readdir(path.join(FOLDER, folder), { recursive: true })).filter((name) =>
          NAMES.test(name),
        );
        expect(files.length).toBeGreaterThan(5);
        const bounded = createBoundedWork(2);
        const ends = await Promise.all(
          files.map((name) => bounded(() => prepareOne(path.join(FOLDER, folder, name)))),
        );
        const odd = ends.filter(({ ok, code, ms }) => ms > LIMIT_MS || !(ok || refusals.includes(code)));
        expect(odd).toEqual([]);
        const prepared = ends.filter(({ ok }) => ok).length;
        const refused = ends.filter(({ ok }) => !ok).map(({ name, code }) => `\n  ${code}  ${name}`);
        console.log(
          `${folder}: ${prepared} of ${ends.length} prepared, the others refused.${refused.join('')}`,
        );
        expect(prepared).toBeGreaterThan(ends.length * 0.7);
      },
      300_000,
    );
  },
);

type End = { name: string; ms: number; ok: boolean; code: string };

async function prepareOne(file: string): Promise<End> {
  const startedAt = performance.now();
  const name = path.relative(FOLDER, file);
  const end = (ok: boolean, code: string): End => ({ name, ms: performance.now() - startedAt, ok, code });
  const bytes = await readFile(file);
  try {
    const began = await detectType(bytes.subarray(0, SNIFF_BYTES), { filename: name, declaredType: null });
    const { type, ...facts } = await judge(began, file);
    const asset = { ...facts, kind: type.kind, contentType: type.contentType, format: type.format };
    if (type.kind !== 'audio' && type.kind !== 'video') return end(false, 'other');
    const isFilm = type.kind === 'video';
    const prepared = await runPreparer(isFilm ? prepareVideo : prepareAudio, bytes, asset);
    // A recording is drawn or said to be silent; a film has a small picture and a moment.
    const isWhole = isFilm
      ? prepared.names[0] === 'thumbnail' && prepared.names.includes('keyframe_01')
      : prepared.facts.waveform !== undefined || prepared.previewNote !== null;
    return end(isWhole, 'incomplete');
  } catch (error) {
    return end(false, AppError.isInstance(error) ? error.code : String(error));
  }
}
