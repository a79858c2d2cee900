import path from 'node:path';

/** The repository's folder. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

/** Command line programs of packages, to be run as `node <file>`: `.bin` links need a shell on some systems. */
export const PROGRAMS = {
  prisma: path.join(ROOT, 'node_modules/prisma/build/index.js'),
  next: path.join(ROOT, 'node_modules/next/dist/bin/next'),
  tsx: path.join(ROOT, 'node_modules/tsx/dist/cli.mjs'),
};
