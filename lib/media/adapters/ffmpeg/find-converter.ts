import { access, constants, readFile } from 'node:fs/promises';
import path from 'node:path';
import { env, programFolders } from '@/lib/platform/env';
import type { Converter, ConverterHealth } from './converter';
import { readProgram } from './read-program';

const fileName = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';
/** The app always runs from its own folder; inside a bundle `import.meta.url` would name the bundle. */
const packageFile = () => path.join(process.cwd(), 'node_modules/@ffmpeg/core/package.json');
/** Those of the package that are used here; it cannot be asked without starting it. */
const packageEncoders = new Set(['libx264', 'aac', 'libmp3lame']);

const found = new Map<string, Promise<Converter | null>>();

/**
 * What converts sound and film here: the ffmpeg of FFMPEG_PATH or of the PATH, else the optional package
 * `@ffmpeg/core`, else null. Looked for once.
 */
export function findConverter(): Promise<Converter | null> {
  const wish = env().FFMPEG_PATH ?? '';
  const looking = found.get(wish) ?? look(wish);
  found.set(wish, looking);
  return looking;
}

/** For the doctor: looks again, so that a change since the start is seen. */
export async function checkConverter(): Promise<ConverterHealth> {
  found.delete(env().FFMPEG_PATH ?? '');
  const converter = await findConverter();
  return converter ? { kind: converter.kind, version: converter.version } : { kind: 'none', version: null };
}

async function look(wish: string): Promise<Converter | null> {
  if (wish === 'off') return null;
  const program = wish === 'wasm' ? null : await readFirst(wish ? [wish] : candidates());
  return program ?? (await readPackage());
}

const candidates = () => programFolders().map((folder) => path.join(folder, fileName));

/** Of several, the first that runs: an old one in front must not hide a newer one. */
async function readFirst(programs: string[]): Promise<Converter | null> {
  for (const program of programs) {
    const canRun = await access(program, constants.X_OK).then(
      () => true,
      () => false,
    );
    const converter = canRun ? await readProgram(program) : null;
    if (converter) return converter;
  }
  return null;
}

async function readPackage(): Promise<Converter | null> {
  const text = await readFile(packageFile(), 'utf8').catch(() => null);
  if (text === null) return null;
  const { version } = JSON.parse(text) as { version: string };
  return { kind: 'wasm', version, encoders: packageEncoders };
}
