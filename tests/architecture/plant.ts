import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SETTINGS = ['tsconfig.json', 'package.json', 'biome.json'];

/** Files by path, and what is in them. */
export type Plants = Record<string, string>;

/** Runs `look` on a project with this project's settings and packages but only the given files. */
export async function withPlants<T>(plants: Plants, look: (root: string) => T | Promise<T>): Promise<T> {
  const root = mkdtempSync(path.join(os.tmpdir(), 'canary-'));
  try {
    for (const name of SETTINGS) copyFileSync(path.join(ROOT, name), path.join(root, name));
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'));
    for (const [file, text] of Object.entries(plants)) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
    return await look(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
