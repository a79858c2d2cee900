import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { writeLine } from '../lettering/write-line';
import { composeArtwork } from './compose-artwork';
import { MADE_BY } from './label';
import { paletteOfPhoto } from './palette';
import { renderArtwork } from './render-artwork';
import { scenes } from './scenes';
import words from './scenes/words.json';

const strokesOf = (text: string) =>
  writeLine(text, { x: 0, baseline: 0, capHeight: 14, color: '#fff' }).match(/(?<=<path )d="[^"]+"/g) ?? [];

// Each is drawn by a process of its own, which takes seconds where others are busy.
describe("Studio's pictures", { timeout: 30_000 }, () => {
  it('are the same for the same words and others for others', () => {
    expect(composeArtwork('a fox')).toBe(composeArtwork('a fox'));
    expect(composeArtwork('a fox')).not.toBe(composeArtwork('a fox.'));
  });

  it('say who made them, in every scene', () => {
    const maker = strokesOf(MADE_BY);
    expect(maker.length).toBeGreaterThan(20);
    for (const scene of Object.keys(scenes) as (keyof typeof words)[]) {
      const drawn = composeArtwork(words[scene][0] ?? '').match(/(?<=<path )d="[^"]+"/g) ?? [];
      expect([scene, drawn.slice(-maker.length)]).toEqual([scene, maker]);
    }
  });

  it('need no fonts and take nothing of the prompt but its letters', () => {
    const drawn = composeArtwork('"/><text>x</text><image href="file:///etc/passwd"/>');
    expect(drawn).not.toMatch(/<text|<image|href|passwd/);
  });

  it('have the colours of a photo when there is one', () => {
    const palette = paletteOfPhoto(['#2e8b57', '#e8772e']);
    const drawn = composeArtwork('a fox', { palette });
    expect(drawn).toContain(palette.accent);
    expect(drawn).not.toBe(composeArtwork('a fox'));
  });

  it('have the shape that is asked for, with the label in it, and are others for another seed', async () => {
    for (const [aspectRatio, width, height] of [
      ['16:9', 1024, 576],
      ['9:16', 576, 1024],
      ['4:3', 1024, 768],
    ] as const) {
      const image = sharp(await renderArtwork('a fox in the snow', { aspectRatio }));
      expect(await image.metadata()).toMatchObject({ width, height });
    }
    expect(composeArtwork('a logo', { aspectRatio: '16:9' })).toContain(strokesOf(MADE_BY)[0]);
    expect(composeArtwork('a fox', { seed: '2' })).not.toBe(composeArtwork('a fox'));
    expect(composeArtwork('a fox', { seed: '2' })).toBe(composeArtwork('a fox', { seed: '2' }));
  });

  it('are PNGs of 1024 × 1024 that are more than one colour', async () => {
    const image = sharp(await renderArtwork('draw a boat at sunset'));
    expect(await image.metadata()).toMatchObject({ format: 'png', width: 1024, height: 1024 });
    const { channels } = await image.stats();
    expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(20);
  });
});
