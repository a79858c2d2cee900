import { expect, it } from 'vitest';
import { LevelTrace } from './levels';

const barsOf = (trace: LevelTrace) => [...Buffer.from(trace.toWaveform() ?? '', 'base64')];

it('fills the gap that a slow browser left', () => {
  const trace = new LevelTrace();
  trace.add(0.2, 0);
  trace.add(1, 400);
  expect(trace.length).toBe(11);
  expect(trace.last(2)).toEqual([255, 255]);
});

it('makes the loudest bar full, but does not blow up the hum of a room', () => {
  expect(barsOf(new LevelTrace([50, 100]))).toEqual([128, 255]);
  expect(Math.max(...barsOf(new LevelTrace([2, 3, 2])))).toBeLessThan(40);
});

it('keeps a clap among silence visible', () => {
  const values = new Array(5_000).fill(0);
  values[2_500] = 200;
  const bars = barsOf(new LevelTrace(values));
  expect(bars).toHaveLength(96);
  expect(bars[48]).toBe(255);
  expect(bars.filter((bar) => bar > 0)).toHaveLength(1);
});

it('has no bars before anything was heard', () => {
  expect(new LevelTrace().toWaveform()).toBeNull();
});
