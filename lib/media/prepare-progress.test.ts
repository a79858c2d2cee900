import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PrepareProgress } from './prepare-progress';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function collect() {
  const told: string[] = [];
  const progress = new PrepareProgress(async (stage, percent) => {
    told.push(`${stage} ${percent}`);
  });
  return { told, progress };
}

it('tells a new stage at once and steps within one at most once a second', async () => {
  const { told, progress } = collect();
  progress.tell('Reading', 0);
  await vi.advanceTimersByTimeAsync(1);
  expect(told).toEqual(['Reading 0']);
  for (let step = 1; step <= 30; step += 1) {
    progress.tell('Reading', step / 100);
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(told).toHaveLength(4);
  progress.tell('Converting', 0.5);
  await vi.advanceTimersByTimeAsync(1);
  expect(told.at(-1)).toBe('Converting 50');
});

it('says the last of what came quickly, and nothing twice', async () => {
  const { told, progress } = collect();
  progress.tell('Reading', 0.1);
  await vi.advanceTimersByTimeAsync(1);
  progress.tell('Reading', 0.2);
  progress.tell('Reading', 0.3);
  progress.tell('Reading', 0.3);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(told).toEqual(['Reading 10', 'Reading 30']);
});

it('tells of a variant, and is silent once closed', async () => {
  const { told, progress } = collect();
  progress.tell('Reading', 0.1);
  await vi.advanceTimersByTimeAsync(1);
  progress.touch();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(told).toEqual(['Reading 10', 'Reading 10']);
  progress.tell('Reading', 0.9);
  await progress.close();
  progress.tell('Other', 1);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(told).toHaveLength(2);
});
