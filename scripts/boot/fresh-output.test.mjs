import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepFresh } from './fresh-output.mjs';

/** @type {string} */
let folder;
let inputs = 'one';
let made = 0;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'fresh-output-'));
  inputs = 'one';
  made = 0;
});

afterEach(() => rmSync(folder, { recursive: true }));

function keep(overrides = {}) {
  return keepFresh({
    stamp: path.join(folder, 'cache/stamp'),
    hashInputs: () => inputs,
    make: async () => {
      made += 1;
    },
    ...overrides,
  });
}

it('makes the output once, and again when the inputs have changed', async () => {
  expect(await keep()).toBe(true);
  expect(await keep()).toBe(false);
  inputs = 'two';
  expect(await keep()).toBe(true);
  expect(made).toBe(2);
});

it('makes it again when it has disappeared', async () => {
  await keep();
  expect(await keep({ isThere: () => made > 1 })).toBe(true);
});

it('does not take a failed attempt for done', async () => {
  await keep();
  inputs = 'two';
  const fail = async () => {
    throw new Error('broken');
  };
  await expect(keep({ make: fail })).rejects.toThrow('broken');
  inputs = 'one';
  expect(await keep()).toBe(true);
});

it('takes what was edited during the work for stale', async () => {
  await keep({
    make: async () => {
      inputs = 'edited';
    },
  });
  expect(await keep()).toBe(true);
});

it('is done by one of several that ask at once', async () => {
  await Promise.all([keep(), keep(), keep()]);
  expect(made).toBe(1);
});
