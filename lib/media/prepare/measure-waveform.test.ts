import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MAX_BARS, measureWaveform } from './measure-waveform';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'strand-waveform-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function measure(samples: number[]): Promise<number[] | null> {
  const file = path.join(folder, 'sound');
  await writeFile(file, Buffer.from(Int16Array.from(samples).buffer));
  const waveform = await measureWaveform(file);
  return waveform === null ? null : [...Buffer.from(waveform, 'base64')];
}

const tone = (count: number, loudness: number) =>
  Array.from({ length: count }, (_, at) => (at % 2 === 0 ? loudness : -loudness));

it('draws loud, half as loud and silent parts where they are, over several chunks of the file', async () => {
  // 120,001 samples are more than one chunk of a file and no multiple of the bars.
  const bars = await measure([...tone(40_000, 20_000), ...tone(40_000, 10_000), ...tone(40_001, 0)]);
  expect(bars).toHaveLength(MAX_BARS);
  expect(bars?.slice(0, 39)).toEqual(Array(39).fill(255));
  expect(bars?.slice(41, 79)).toEqual(Array(38).fill(128));
  expect(bars?.slice(81)).toEqual(Array(39).fill(0));
});

it('draws a recording of nothing as a flat line, not its noise', async () => {
  expect(Math.max(...((await measure(tone(5_000, 3))) ?? []))).toBeLessThan(30);
});

it('draws as many bars as there are samples, and none of none', async () => {
  expect(await measure([9_000, -9_000, 9_000])).toEqual([255, 255, 255]);
  expect(await measure([])).toBeNull();
});
