import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { editPicture } from './edit-picture';
import { readEdits } from './read-edit';

describe('what Studio reads out of an instruction', () => {
  it.each([
    ['make it blue', [{ edit: 'tint', color: { name: 'blue' } }]],
    ['Make the fox dark green, please', [{ edit: 'tint', color: { name: 'dark green' } }]],
    ['black and white', [{ edit: 'grey' }]],
    ['brighter and sharper', [{ edit: 'brighter' }, { edit: 'sharpen' }]],
    ['rotate it to the left', [{ edit: 'rotate', turn: 'left' }]],
    ['turn it upside down', [{ edit: 'rotate', turn: 'around' }]],
    ['add a red border', [{ edit: 'frame', color: { name: 'red' } }]],
    ['write "Happy blue birthday" on it', [{ edit: 'caption', text: 'Happy blue birthday' }]],
    ['add the caption Good morning', [{ edit: 'caption', text: 'Good morning' }]],
    ['pixelate it', [{ edit: 'pixelate' }]],
    ['mach es blau', [{ edit: 'tint', color: { name: 'blue' } }]],
    ['remove the hat', []],
    ['make it look bluer than Rembrandt', []],
  ])('is changes: "%s"', (instruction, edits) => {
    expect(readEdits(instruction)).toMatchObject(edits);
    expect(readEdits(instruction)).toHaveLength(edits.length);
  });
});

// The mark is drawn by a process of its own, which takes seconds where others are busy.
describe("Studio's changes", { timeout: 30_000 }, () => {
  const left = '#d02020';
  const right = '#f0f0e0';
  const halves = async (width = 400, height = 300) =>
    sharp({ create: { width, height, channels: 3, background: left } })
      .composite([
        {
          input: { create: { width: width / 2, height, channels: 3, background: right } },
          left: width / 2,
          top: 0,
        },
      ])
      .png()
      .toBuffer();
  const colorAt = async (picture: Uint8Array, x: number, y: number) => {
    const { data } = await sharp(picture)
      .extract({ left: x, top: y, width: 1, height: 1 })
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return [...data] as [number, number, number];
  };

  it('turn a picture towards the colour that is named, light staying light', async () => {
    const made = await editPicture(await halves(), 'make it blue');
    const [dark, light] = [await colorAt(made, 50, 60), await colorAt(made, 350, 60)];
    expect(dark[2]).toBeGreaterThan(dark[0] + 60);
    expect(Math.min(...light)).toBeGreaterThan(Math.min(...dark));
    expect((await sharp(made).metadata()).format).toBe('png');
  });

  it('turn, mirror and crop', async () => {
    const turned = await editPicture(await halves(), 'rotate right');
    expect(await sharp(turned).metadata()).toMatchObject({ width: 300, height: 400 });
    const mirrored = await editPicture(await halves(), 'mirror it');
    expect((await colorAt(mirrored, 350, 60))[1]).toBeLessThan(60);
    const square = await editPicture(await halves(), 'crop it to a square');
    expect(await sharp(square).metadata()).toMatchObject({ width: 300, height: 300 });
  });

  it('leave a picture alone but for a note where there is no rule', async () => {
    const made = await editPicture(await halves(), 'put a hat on the dog');
    expect(await colorAt(made, 50, 150)).toEqual([0xd0, 0x20, 0x20]);
    expect(await colorAt(made, 350, 150)).toEqual([0xf0, 0xf0, 0xe0]);
    const corner = await sharp(made).extract({ left: 0, top: 0, width: 120, height: 30 }).stats();
    expect(corner.channels[0]?.stdev).toBeGreaterThan(20);
  });

  it('always carry the mark, in the lower right corner', async () => {
    const made = await editPicture(await halves(), 'brighter');
    const corner = await sharp(made).extract({ left: 250, top: 270, width: 150, height: 30 }).stats();
    expect(corner.channels[0]?.stdev).toBeGreaterThan(20);
  });

  it('cannot be made of what is no picture', async () => {
    await expect(editPicture(Buffer.from('nothing'), 'make it blue')).rejects.toThrow();
  });
});
