import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { checkModelsFile } from './configuration.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'strand-start-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** @param {string} text */
async function start(text) {
  const file = path.join(folder, 'models.yaml');
  writeFileSync(file, text);
  return checkModelsFile({ STRAND_CONFIG: file }).then(
    () => 'started',
    (error) => `${error.constructor.name}: ${error.message.replace(folder, '')}`,
  );
}

it('starts with a right file or none, and refuses a wrong one in one sentence with the line', async () => {
  await checkModelsFile({ STRAND_CONFIG: undefined });
  expect(await start('fallback: never')).toBe('started');
  expect(await start('fallback: never\ncovers: { automatic: now }')).toBe(
    'Refusal: /models.yaml, line 2: covers.automatic must be free, always or never.',
  );
  await expect(checkModelsFile({ STRAND_CONFIG: path.join(folder, 'none.yaml') })).rejects.toThrow(
    /^STRAND_CONFIG names .+none.yaml, which cannot be read\.$/,
  );
  // The checker is TypeScript, compiled as it is asked for.
}, 30_000);
