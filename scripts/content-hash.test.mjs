import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hashContent } from './content-hash.mjs';

/** @type {string} */
let root;

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'content-hash-'));
  mkdirSync(path.join(root, 'app/api'), { recursive: true });
  writeFileSync(path.join(root, 'app/page.tsx'), 'page');
  writeFileSync(path.join(root, 'app/api/route.ts'), 'route');
});

afterEach(() => rmSync(root, { recursive: true }));

it('stays the same while nothing changes', () => {
  expect(hashContent(root, ['app'])).toBe(hashContent(root, ['app']));
});

it('changes with the bytes of a file', () => {
  const before = hashContent(root, ['app']);
  writeFileSync(path.join(root, 'app/api/route.ts'), 'other');
  expect(hashContent(root, ['app'])).not.toBe(before);
});

it('changes when a file moves', () => {
  const before = hashContent(root, ['app']);
  renameSync(path.join(root, 'app/page.tsx'), path.join(root, 'app/layout.tsx'));
  expect(hashContent(root, ['app'])).not.toBe(before);
});

it('changes when bytes move from one file to the next', () => {
  const files = ['a', 'b'];
  writeFileSync(path.join(root, 'a'), '12');
  writeFileSync(path.join(root, 'b'), '3');
  const before = hashContent(root, files);
  writeFileSync(path.join(root, 'a'), '1');
  writeFileSync(path.join(root, 'b'), '23');
  expect(hashContent(root, files)).not.toBe(before);
});

it('leaves out what is not relevant, and takes a missing entry for nothing', () => {
  const before = hashContent(root, ['app', 'gone'], (file) => !file.endsWith('.test.ts'));
  writeFileSync(path.join(root, 'app/page.test.ts'), 'test');
  expect(hashContent(root, ['app', 'gone'], (file) => !file.endsWith('.test.ts'))).toBe(before);
});
