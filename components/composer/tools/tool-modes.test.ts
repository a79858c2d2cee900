import { expect, it } from 'vitest';
import type { Asset } from '@/lib/contracts';
import { modeOf, withoutSource } from './tool-modes';

const source = { id: 'p' } as Asset;

it('works on exactly the picture that was pointed at', () => {
  expect(modeOf('edit_image', source)).toMatchObject({ parameters: { images: ['p'] }, source });
  expect(modeOf('generate_video', source)).toMatchObject({
    name: 'Animate the picture',
    parameters: { image: 'p' },
  });
});

it('keeps what was chosen when the picture is let go', () => {
  const mode = { ...modeOf('generate_video', source), parameters: { image: 'p', style: 'nature' } };
  expect(withoutSource(mode)).toMatchObject({
    name: 'Make a film',
    parameters: { style: 'nature' },
    source: null,
  });
});
