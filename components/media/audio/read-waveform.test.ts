import { expect, it } from 'vitest';
import { placeholderWaveform, readWaveform } from './read-waveform';

const encode = (...bytes: number[]) => btoa(String.fromCharCode(...bytes));

it('gives each bar the loudest of what it stands for', () => {
  expect(readWaveform(encode(255, 0, 102, 51), 2)).toEqual([1, 0.4]);
});

it('stretches a short measurement over more bars', () => {
  expect(readWaveform(encode(0, 255), 4)).toEqual([0, 0, 1, 1]);
});

it('says so when there is nothing to draw', () => {
  expect(readWaveform(null, 10)).toBeNull();
  expect(readWaveform('', 10)).toBeNull();
  expect(readWaveform('not base64!', 10)).toBeNull();
});

it('has low bars for what was not measured', () => {
  expect(Math.max(...placeholderWaveform(50))).toBeLessThan(0.3);
});
