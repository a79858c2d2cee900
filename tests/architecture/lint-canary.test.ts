import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { PROGRAMS } from '../../scripts/boot/project.mjs';
import { type Plants, withPlants } from './plant';

function lint(plants: Plants): Promise<{ status: number | null; printed: string }> {
  return withPlants(plants, (root) => {
    const args = [
      PROGRAMS.biome,
      'check',
      '--vcs-enabled=false',
      '--error-on-warnings',
      ...Object.keys(plants),
    ];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    return { status, printed: stdout + stderr };
  });
}

const PORT = 'export const port = process.env.PORT;\n';

it.each<[string, Plants]>([
  ['style/noProcessEnv', { 'lib/media/limits.ts': PORT }],
  ['style/useFilenamingConvention', { 'lib/media/storeAsset.ts': 'export const storeAsset = 1;\n' }],
  [
    'suspicious/noImportCycles',
    {
      'lib/media/left.ts': `import { right } from './right';\n\nexport const left = () => right;\n`,
      'lib/media/right.ts': `import { left } from './left';\n\nexport const right = () => left;\n`,
    },
  ],
  [
    'correctness/noUnusedImports',
    {
      'lib/media/one.ts': `import { two } from './two';\n\nexport const one = 1;\n`,
      'lib/media/two.ts': 'export const two = 2;\n',
    },
  ],
  ['format', { 'lib/media/limits.ts': 'export const limit = "5"\n' }],
])('reports a violation of %s', async (rule, plants) => {
  const { status, printed } = await lint(plants);
  expect(printed).toContain(rule);
  expect(status).not.toBe(0);
});

it('lets the one place read the environment, and has nothing to say about sound files', async () => {
  const { status, printed } = await lint({
    'lib/platform/env.ts': PORT,
    'lib/media/store-asset.ts': 'export const storeAsset = 1;\n',
  });
  expect(printed).not.toContain('error');
  expect(status).toBe(0);
});
