import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. (`import.meta.dirname` is younger than the oldest Node that may run this.) */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** The Node that npm installed for the project. */
export const OWN_NODE = path.join(
  ROOT,
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** Command line programs of packages, to be run as `node <file>`: `.bin` links need a shell on some systems. */
export const PROGRAMS = {
  biome: path.join(ROOT, 'node_modules/@biomejs/biome/bin/biome'),
  knip: path.join(ROOT, 'node_modules/knip/bin/knip.js'),
  next: path.join(ROOT, 'node_modules/next/dist/bin/next'),
  playwright: path.join(ROOT, 'node_modules/@playwright/test/cli.js'),
  prisma: path.join(ROOT, 'node_modules/prisma/build/index.js'),
  tsc: path.join(ROOT, 'node_modules/typescript/bin/tsc'),
  tsx: path.join(ROOT, 'node_modules/tsx/dist/cli.mjs'),
  vitest: path.join(ROOT, 'node_modules/vitest/vitest.mjs'),
};
