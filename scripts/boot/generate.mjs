import path from 'node:path';
import { hashContent } from '../content-hash.mjs';
import { keepFresh } from './fresh-output.mjs';
import { runPrisma } from './migrations.mjs';
import { ROOT } from './project.mjs';
import { say } from './say.mjs';

const INPUTS = ['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json'];

/** Generates the database client if the schema or Prisma itself has changed. */
export async function generateClient() {
  await keepFresh({
    stamp: path.join(ROOT, 'prisma/generated/.stamp'),
    hashInputs: () => hashContent(ROOT, INPUTS),
    make: async () => {
      say('Generating the database client …');
      await runPrisma(['generate']);
    },
  });
}
