import os from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

const sourceFolders = '{app,bench,components,lib,scripts}';
const databaseServer = 'tests/support/database-server.ts';

export default defineConfig({
  resolve: { alias: { '@': path.resolve(import.meta.dirname) } },
  test: {
    // Much of it waits for processes: one worker, the default on two cores, would leave both idle half of the time.
    maxWorkers: Math.max(2, os.availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            `${sourceFolders}/**/*.test.{mjs,ts,tsx}`,
            'tests/{architecture,fakes,support}/**/*.test.ts',
          ],
          // Some start processes; none of them is there to be quick.
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'contracts',
          include: ['tests/contracts/**/*.test.ts'],
          globalSetup: databaseServer,
          testTimeout: 20_000,
          // These start processes and wait for them; a busy machine may miss a moment.
          retry: 1,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: databaseServer,
          testTimeout: 20_000,
          // These start processes and wait for them; a busy machine may miss a moment.
          retry: 1,
        },
      },
    ],
  },
});
