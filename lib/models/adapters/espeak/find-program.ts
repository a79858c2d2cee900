import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { env, programFolders } from '@/lib/platform/env';

const PROGRAM = 'espeak-ng';
const found = new Map<string, string | null>();

/** The espeak-ng of ESPEAK_PATH or of the PATH, or null. Looked for once. */
export function findProgram(): string | null {
  const wish = env().ESPEAK_PATH ?? '';
  let program = found.get(wish);
  if (program === undefined) {
    program = look(wish);
    found.set(wish, program);
  }
  return program;
}

function look(wish: string): string | null {
  if (wish === 'off') return null;
  const candidates = wish ? [wish] : programFolders().map((folder) => path.join(folder, PROGRAM));
  return candidates.find(canRun) ?? null;
}

function canRun(program: string): boolean {
  try {
    accessSync(program, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
