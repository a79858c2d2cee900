import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { requireAsset } from '@/lib/media';
import { env, overrideEnv } from '@/lib/platform/env';
import { converters, mediaFixture } from '@/tests/support/converters';
import { createPerson } from '@/tests/support/integration';
import { useMedia } from '@/tests/support/media';
import { upload, useWorker } from '@/tests/support/prepare';
import { waitFor } from '@/tests/support/wait-for';

const { dataDir } = useMedia();
useWorker();
let owner: string;
beforeEach(async () => {
  owner = await createPerson();
});

/** From now on, in this process: the worker runs in it. */
function convertWith(FFMPEG_PATH: string): void {
  const { DATABASE_URL } = env();
  overrideEnv({ DATABASE_URL, DATA_DIR: dataDir, LOG_LEVEL: 'error', FFMPEG_PATH });
}

async function sendFixture(name: string) {
  const { id } = await upload(owner, await readFile(mediaFixture(name)), name);
  return waitFor(async () => {
    const asset = await requireAsset(owner, id);
    return asset.status !== 'processing' && asset;
  }, 60_000);
}

for (const { name, FFMPEG_PATH, isHere } of converters) {
  describe.skipIf(!isHere)(
    `a film on its way through door and worker, with ${name}${isHere ? '' : ', which is not here'}`,
    () => {
      it('is ready with its poster, its moments in order and its sound', async () => {
        convertWith(FFMPEG_PATH);
        const film = await sendFixture('clip.mp4');
        expect(film).toMatchObject({
          status: 'ready',
          type: 'video',
          duration_ms: 12_000,
          codec: 'h264',
          preview_note: null,
        });
        expect([film.width, film.height]).toEqual([160, 120]);
        expect(film.thumbnail_url).toContain(film.id);
        expect(film.placeholder).not.toBeNull();
        const moments = film.variants.filter((variant) => variant.name.startsWith('keyframe_'));
        expect(
          moments.map((moment) => moment.at_ms).sort((one, other) => Number(one) - Number(other)),
        ).toEqual([0, 6_000, 10_000]);
        expect(film.variants.map((variant) => variant.name)).toEqual(
          expect.arrayContaining(['poster', 'audio']),
        );
      }, 90_000);
    },
  );
}

describe('media where nothing converts sound and film', () => {
  it('is kept and ready, and says plainly what it lacks', async () => {
    convertWith('off');
    const film = await sendFixture('clip.mp4');
    expect(film).toMatchObject({ status: 'ready', duration_ms: 12_000, variants: [] });
    expect(film.preview_note).toContain('No preview of this video can be made here');
  });

  it('still tells how long a voice note is, and repairs it', async () => {
    convertWith('off');
    const note = await sendFixture('note.webm');
    expect(note).toMatchObject({ status: 'ready', type: 'audio' });
    expect(note.duration_ms).toBeGreaterThan(2_900);
    expect(note.duration_ms).toBeLessThan(3_100);
    expect(note.variants.map((variant) => variant.name)).toEqual(['playable']);
  }, 30_000);
});
