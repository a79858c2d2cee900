import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDataFolder } from './data-folder.mjs';

/** @type {string} */
let parent;

beforeEach(() => {
  parent = mkdtempSync(path.join(os.tmpdir(), 'data-folder-'));
});

afterEach(() => rmSync(parent, { recursive: true }));

it('keeps the folder and its secrets to their owner', () => {
  const { folder } = openDataFolder(path.join(parent, 'a/b'));
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(path.join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['secrets.json']);
});

it('makes secrets once per installation', () => {
  const first = openDataFolder(path.join(parent, 'one')).secrets;
  expect(openDataFolder(path.join(parent, 'one')).secrets).toEqual(first);
  expect(openDataFolder(path.join(parent, 'two')).secrets.nextAuthSecret).not.toBe(first.nextAuthSecret);
  for (const secret of [first.nextAuthSecret, first.postgresPassword, first.pusherSecret])
    expect(secret).toMatch(/^[0-9a-f]{48,}$/);
});

it('explains a damaged secrets file and a folder that cannot be', () => {
  writeFileSync(path.join(parent, 'secrets.json'), '{"postgresPass');
  expect(() => openDataFolder(parent)).toThrow(/secrets\.json is damaged/);
  expect(() => openDataFolder(path.join(parent, 'secrets.json', 'below'))).toThrow(
    /cannot be used \(ENOTDIR\)/,
  );
});
