import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { overrideEnv } from '@/lib/platform/env';

function runs(program: string): boolean {
  try {
    execFileSync(program, ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Which converters this machine has. Tests that need one it lacks are skipped under a name that says so. */
export const converters = [
  { name: 'ffmpeg of the system', FFMPEG_PATH: '', isHere: runs('ffmpeg') },
  {
    name: 'the package @ffmpeg/core',
    FFMPEG_PATH: 'wasm',
    isHere: existsSync(path.resolve('node_modules/@ffmpeg/core/package.json')),
  },
];

export const hasSystemFfmpeg = converters[0]?.isHere === true;

/** Chooses the converter for what comes; until called without a value. */
export function useConverter(FFMPEG_PATH?: string): void {
  overrideEnv(FFMPEG_PATH === undefined ? undefined : { FFMPEG_PATH });
}

/** A clip or a recording made for the tests: see tests/fixtures/media/README.md. */
export const mediaFixture = (name: string) => path.resolve('tests/fixtures/media', name);

/** Runs the ffmpeg of the system, to make a file for a test. */
export function makeWithFfmpeg(args: string[]): void {
  execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', ...args]);
}
