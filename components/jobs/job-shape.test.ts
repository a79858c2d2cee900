import { expect, it } from 'vitest';
import type { Asset } from '@/lib/contracts';
import { shapeOfJob } from './job-shape';

const source = { width: 1600, height: 1000 } as Asset;

it('keeps the room of the picture that was asked for', () => {
  const wide = shapeOfJob({ tool: 'generate_image', parameters: { aspect_ratio: '16:9' } }, null);
  expect(wide).toEqual({ ratio: 16 / 9, maxWidthPx: 640, hasControls: false });
  expect(shapeOfJob({ tool: 'generate_image', parameters: {} }, source)?.ratio).toBe(1);
});

it('expects an edited picture in the shape of the one it is made from', () => {
  expect(shapeOfJob({ tool: 'edit_image', parameters: {} }, source)?.ratio).toBe(1.6);
});

it('keeps the room of a grid for several, and of the controls for a film', () => {
  const four = shapeOfJob({ tool: 'generate_image', parameters: { count: 4 } }, null);
  expect(four).toMatchObject({ maxWidthPx: 480 });
  expect(shapeOfJob({ tool: 'generate_video', parameters: {} }, null)).toMatchObject({
    ratio: 16 / 9,
    hasControls: true,
  });
  expect(shapeOfJob({ tool: 'speak', parameters: {} }, null)).toBeNull();
});
