import { expect, it } from 'vitest';
import { satisfies } from './installed-packages.mjs';

const wanted = {
  packages: {
    '': {},
    'node_modules/next': { version: '16.0.0' },
    'node_modules/vitest': { version: '5.0.0', dev: true },
    'node_modules/@next/swc-darwin-arm64': { version: '16.0.0', optional: true },
  },
};
const next = { 'node_modules/next': { version: '16.0.0' } };
const vitest = { 'node_modules/vitest': { version: '5.0.0', dev: true } };

it('accepts everything installed, without the builds for other platforms', () => {
  expect(satisfies({ packages: { ...next, ...vitest } }, wanted, { withDev: true })).toBe(true);
});

it('needs development packages only for tests and checks', () => {
  expect(satisfies({ packages: next }, wanted, { withDev: false })).toBe(true);
  expect(satisfies({ packages: next }, wanted, { withDev: true })).toBe(false);
});

it('refuses a missing package and another version', () => {
  expect(satisfies({ packages: vitest }, wanted, { withDev: true })).toBe(false);
  const older = { packages: { ...vitest, 'node_modules/next': { version: '15.0.0' } } };
  expect(satisfies(older, wanted, { withDev: true })).toBe(false);
});
