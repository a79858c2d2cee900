import { expect, it } from 'vitest';
import { boundParameters } from './bound-parameters';

it('keeps what was asked for as it was', () => {
  const asked = { prompt: 'a fox', count: 2, images: ['a', 'b'], seed: null, options: { hd: true } };
  expect(boundParameters({ ...asked, nothing: undefined })).toEqual(asked);
});

it('cuts long texts and says how long they were', () => {
  const { prompt } = boundParameters({ prompt: 'x'.repeat(50_000) });
  expect(prompt).toMatch(/^x{2000}… \(50000 characters\)$/);
});

it('keeps no secrets, bytes, or what PostgreSQL refuses', () => {
  const kept = boundParameters({
    ...{ apiKey: 'sk-1', headers: { Authorization: 'Bearer x' }, access_token: 't' },
    ...{ picture: new Uint8Array(7), prompt: 'a\0b\ud83d', call: () => 1, far: Number.POSITIVE_INFINITY },
  });
  expect(kept).toEqual({
    ...{ apiKey: 'not kept', headers: { Authorization: 'not kept' }, access_token: 'not kept' },
    ...{ picture: '7 bytes', prompt: 'ab\ufffd', call: null, far: null },
  });
});

it('stays small whatever it is given', () => {
  const wide = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`n${n}`, 'y'.repeat(5_000)]));
  let deep: object = {};
  for (let level = 0; level < 1_000; level += 1) deep = { deep };
  for (const given of [wide, deep, { rows: [wide, wide] }])
    expect(JSON.stringify(boundParameters(given as Record<string, unknown>)).length).toBeLessThan(40_000);
});
