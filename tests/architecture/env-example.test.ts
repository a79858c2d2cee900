import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { expect, it } from 'vitest';
import { loadEnv } from '@/lib/platform/env';

const ROOT = path.resolve(import.meta.dirname, '../..');
const example = readFileSync(path.join(ROOT, '.env.example'), 'utf8');
/** Set by the start script or by Node's own conventions, never by a person. */
const INTERNAL = /^(NODE_ENV|EMBEDDED_.*)$/;

it('explains exactly the variables that are read', () => {
  const source = readFileSync(path.join(ROOT, 'lib/platform/env.ts'), 'utf8');
  const schema = source.slice(source.indexOf('z.object({'), source.indexOf('\n});'));
  const read = [...schema.matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name ?? '');
  const explained = [...example.matchAll(/^# ([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name);
  expect(read.length).toBeGreaterThan(20);
  expect(explained.sort()).toEqual(read.filter((name) => !INTERNAL.test(name)).sort());
});

it('shows default values that are the default', () => {
  const shown = parseEnv(example.replaceAll(/^# ([A-Z][A-Z0-9_]+=)/gm, '$1'));
  const defaults: Record<string, unknown> = loadEnv({});
  for (const [name, value] of Object.entries(defaults)) {
    if (!INTERNAL.test(name) && value !== undefined)
      expect([name, shown[name]]).toEqual([name, String(value)]);
  }
});
