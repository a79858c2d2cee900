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

it('keeps the proportions of loudness, with the loudest bar full', () => {
  const trace = new LevelTrace();
  trace.add(0.1, 0);
  trace.add(0.2, 40);
  expect(barsOf(trace)[0]).toBeCloseTo(128, -0.5);
  expect(barsOf(trace)[1]).toBe(255);
});

it('does not blow up the hum of a room', () => {
  const trace = new LevelTrace();
  trace.add(0.00008, 0);
  expect(Math.max(...barsOf(trace))).toBeLessThan(40);
});

it('keeps a word among silence visible', () => {
  const values = new Array(5_000).fill(0);
  values.fill(120, 2_500, 2_510);
  const bars = barsOf(new LevelTrace(values));
  expect(bars).toHaveLength(96);
  expect(bars[48]).toBe(255);
  expect(bars.filter((bar) => bar > 0)).toHaveLength(1);
});

it('has no bars before anything was heard', () => {
  expect(new LevelTrace().toWaveform()).toBeNull();
});
