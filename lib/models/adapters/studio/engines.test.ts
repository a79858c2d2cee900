import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readContainer } from '@/lib/media/adapters/mediabunny/read-container';
import { solidPicture } from '@/tests/support/solid-picture';
import type { CatalogueModel } from '../../ports';
import { studio } from '.';
import { readVp8Frame } from './clip/webp-frame';

const signal = new AbortController().signal;
const modelOf = async (id: string) => (await studio.findModel(id)) as CatalogueModel;
const { image, video } = studio;
if (!image || !video) throw new Error('Studio draws and films.');

// Drawing begins processes and films take seconds of work, more where others are busy.
describe('Studio makes', { timeout: 60_000 }, () => {
  it('as many pictures as are asked for, in the shape asked for, each of its own', async () => {
    const call = { prompt: 'a fox', images: [], aspectRatio: '16:9', count: 2, signal } as const;
    const model = await modelOf('studio/picture');
    const { images, usage } = await image.generate({ ...call, images: [], model });
    expect(images).toHaveLength(2);
    expect(usage).toEqual({ images: 2 });
    expect(images[0]?.bytes).not.toEqual(images[1]?.bytes);
    const [first] = images;
    expect(await sharp(first?.bytes).metadata()).toMatchObject({ format: 'png', width: 1024, height: 576 });
    const again = await image.generate({ ...call, images: [], count: 1, model });
    expect(again.images[0]?.bytes).toEqual(first?.bytes);
  });

  it('another picture of the one it is given', async () => {
    const model = await modelOf('studio/picture');
    const red = { mediaType: 'image/png', bytes: await solidPicture('#c02020') };
    const { images } = await image.generate({
      ...{ model, prompt: 'make it blue', images: [red], count: 1, signal },
    });
    const { dominant } = await sharp(images[0]?.bytes).stats();
    expect(dominant.b).toBeGreaterThan(dominant.r);
    const broken = { mediaType: 'image/png', bytes: Buffer.from('nothing') };
    await expect(
      image.generate({ model, prompt: 'make it blue', images: [broken], count: 1, signal }),
    ).rejects.toMatchObject({ code: 'models.bad_request' });
  });

  it('the same film of four seconds from the same operation, in any process', async () => {
    const model = await modelOf('studio/clip');
    const picture = { mediaType: 'image/png', bytes: await solidPicture('#2060c0') };
    const { operation } = await video.start({
      ...{ model, prompt: 'waves', image: picture, aspectRatio: '9:16', signal },
    });
    expect(JSON.stringify(operation).length).toBeLessThan(300_000);
    const film = async () => {
      const state = await video.poll({ model, operation: JSON.parse(JSON.stringify(operation)), signal });
      if (state.status !== 'done') throw new Error('It is made at once.');
      expect(state.mediaType).toBe('video/webm');
      return new Uint8Array(await new Response(state.body).arrayBuffer());
    };
    const made = await film();
    expect(await film()).toEqual(made);
    const folder = await mkdtemp(path.join(tmpdir(), 'strand-clip-'));
    try {
      await writeFile(path.join(folder, 'clip.webm'), made);
      expect(await readContainer(path.join(folder, 'clip.webm'))).toEqual({
        container: 'webm',
        durationMs: 4_000,
        tellsDuration: true,
        video: { codec: 'vp8', width: 480, height: 854 },
        audio: null,
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('no film of what is no operation, and none that is no longer wanted', async () => {
    const model = await modelOf('studio/clip');
    const odd = { prompt: 'x', width: 100_000, height: 480, seconds: 4, picture: null };
    await expect(video.poll({ model, operation: odd, signal })).rejects.toMatchObject({
      code: 'models.bad_request',
    });
    const { operation } = await video.start({ model, prompt: 'waves', signal });
    const stopped = AbortSignal.abort(new Error('no longer wanted'));
    await expect(video.poll({ model, operation, signal: stopped })).rejects.toThrow('no longer wanted');
  });

  it('films out of lossy frames only', async () => {
    const lossless = await sharp(await solidPicture('#fff'))
      .webp({ lossless: true })
      .toBuffer();
    expect(() => readVp8Frame(lossless)).toThrow('not lossy');
    expect(() => readVp8Frame(new Uint8Array(4))).toThrow('no WebP');
  });
});

describe('Studio is never', () => {
  it('a voice or a search: it has neither', () => {
    expect([studio.speech, studio.search, studio.transcription]).toEqual([null, null, null]);
  });
});
